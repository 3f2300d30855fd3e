#include "command_line.hpp"

int main(int argc, char** argv) { return cowith::driver::run_command_line(argc, argv); }
