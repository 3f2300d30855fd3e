#pragma once
// How the driver gives up: one clear sentence and an exit status.

#include <stdexcept>
#include <string>

namespace cowith::driver {

/// Exit statuses of everything but `run`, which has the program's own.
enum exit_status : int {
    ok = 0,
    input_error = 1,  ///< errors in the Python source; also what the C++ compiler refuses
    wrong_use = 2,    ///< the command line, files that can't be read or written, a missing compiler
};

/// Ends the command; main prints the sentence after "cowith: ".
class failure : public std::runtime_error {
  public:
    failure(exit_status status, const std::string& sentence) : std::runtime_error(sentence), status(status) {}

    exit_status status;
};

}  // namespace cowith::driver
