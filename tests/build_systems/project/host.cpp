#include <orders.hpp>

int main(int argc, char** argv) { return py::run_program(orders::module_, argc, argv); }
