#include "process.hpp"

#include "error.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <mutex>
#include <string_view>
#include <thread>

namespace cowith::driver {
namespace {

std::vector<char*> pointers(const std::vector<std::string>& argv) {
    std::vector<char*> result;
    result.reserve(argv.size() + 1);
    for (const auto& word : argv) result.push_back(const_cast<char*>(word.c_str()));
    result.push_back(nullptr);
    return result;
}

}  // namespace

process_result run_process(const std::vector<std::string>& argv) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        throw failure(wrong_use, std::string("cannot create a pipe: ") + std::strerror(errno));
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 2);
    pid_t child = 0;
    const int error = posix_spawnp(&child, argv[0].c_str(), &actions, nullptr, pointers(argv).data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (error != 0) {
        close(ends[0]);
        throw failure(wrong_use, "cannot run " + argv[0] + ": " + std::strerror(error));
    }
    process_result result;
    char buffer[8192];
    while (true) {
        const ssize_t count = read(ends[0], buffer, sizeof buffer);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        result.output.append(buffer, static_cast<std::size_t>(count));
    }
    close(ends[0]);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    result.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    return result;
}

std::vector<process_result> run_processes(const std::vector<std::vector<std::string>>& commands) {
    std::vector<process_result> results(commands.size());
    std::atomic<std::size_t> next{0};
    std::exception_ptr problem;
    std::mutex guard;
    const auto work = [&] {
        for (std::size_t i; (i = next++) < commands.size();) {
            try {
                results[i] = run_process(commands[i]);
            } catch (...) {
                const std::lock_guard lock(guard);
                problem = std::current_exception();
            }
        }
    };
    const auto processors = std::max<std::size_t>(1, std::thread::hardware_concurrency());
    if (std::min(processors, commands.size()) <= 1) {
        work();
    } else {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < std::min(processors, commands.size()); ++i) threads.emplace_back(work);
    }
    if (problem) std::rethrow_exception(problem);
    return results;
}

void execute(const std::string& program, const std::vector<std::string>& argv) {
    execv(program.c_str(), pointers(argv).data());
    throw failure(wrong_use, "cannot run " + program + ": " + std::strerror(errno));
}

std::string find_command(const std::string& name) {
    if (name.find('/') != std::string::npos) return access(name.c_str(), X_OK) == 0 ? name : "";
    const char* path = std::getenv("PATH");
    std::string_view rest = path != nullptr ? path : "/usr/bin:/bin";
    while (true) {
        const auto colon = rest.find(':');
        std::string candidate = std::string(rest.substr(0, colon)) + "/" + name;
        if (access(candidate.c_str(), X_OK) == 0) return candidate;
        if (colon == std::string_view::npos) return "";
        rest.remove_prefix(colon + 1);
    }
}

}  // namespace cowith::driver
