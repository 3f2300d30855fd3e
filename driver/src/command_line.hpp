#pragma once
// The command line: what was asked for.

namespace cowith::driver {

/// Does what the command line says; gives the exit status.
int run_command_line(int argc, char** argv);

}  // namespace cowith::driver
