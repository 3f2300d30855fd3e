#include "child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

extern char** environ;

namespace cowith::tests {
namespace {

/// A nameless temporary file.
int scratch_file() {
    const fs::path folder = fs::temp_directory_path();
    return open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
}

std::string take_contents(int fd) {
    std::string text;
    const off_t size = lseek(fd, 0, SEEK_END);
    text.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
    std::size_t length = 0;
    while (length < text.size()) {
        const ssize_t count = pread(fd, text.data() + length, text.size() - length, static_cast<off_t>(length));
        if (count <= 0) break;
        length += static_cast<std::size_t>(count);
    }
    text.resize(length);
    close(fd);
    return text;
}

std::string signal_name(int number) {
    const char* short_name = sigabbrev_np(number);
    return short_name != nullptr ? std::string("SIG") + short_name : "signal " + std::to_string(number);
}

}  // namespace

child_result run_child(const std::vector<std::string>& argv, const child_options& options) {
    std::vector<char*> words;
    for (const auto& word : argv) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    std::vector<char*> environment;
    for (const auto& line : options.environment) environment.push_back(const_cast<char*>(line.c_str()));
    for (char** line = environ; *line != nullptr; ++line) environment.push_back(*line);
    environment.push_back(nullptr);

    const int out = scratch_file();
    const int err = scratch_file();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    if (!options.folder.empty()) posix_spawn_file_actions_addchdir_np(&actions, options.folder.c_str());
    posix_spawn_file_actions_addopen(&actions, 0, options.input.empty() ? "/dev/null" : options.input.c_str(), O_RDONLY,
                                     0);
    posix_spawn_file_actions_adddup2(&actions, out, 1);
    posix_spawn_file_actions_adddup2(&actions, err, 2);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGINT);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
    pid_t child = 0;
    const int error = posix_spawnp(&child, argv[0].c_str(), &actions, &attributes, words.data(), environment.data());
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (error != 0) {
        close(out);
        close(err);
        return {"", "", "cannot run " + argv[0] + ": " + std::strerror(error)};
    }
    const int handle = static_cast<int>(syscall(SYS_pidfd_open, child, 0));
    pollfd wait_for{handle, POLLIN, 0};
    int ready = 0;
    while ((ready = poll(&wait_for, 1, options.seconds * 1000)) < 0 && errno == EINTR) {
    }
    kill(-child, SIGKILL);  // what it left behind; and itself when the time is up
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    close(handle);
    child_result result{take_contents(out), take_contents(err), ""};
    if (ready == 0)
        result.status = "still running after " + std::to_string(options.seconds) + " s";
    else if (WIFSIGNALED(status))
        result.status = "killed by " + signal_name(WTERMSIG(status));
    else
        result.status = "exit status " + std::to_string(WEXITSTATUS(status));
    return result;
}

}  // namespace cowith::tests
