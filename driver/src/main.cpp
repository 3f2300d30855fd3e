#include <cstdio>
#include <cstring>

int main(int argc, char** argv) {
    if (argc == 2 && std::strcmp(argv[1], "--version") == 0) {
        std::puts("cowith " COWITH_VERSION);
        return 0;
    }
    std::fputs("cowith: nothing but --version works yet\n", stderr);
    return 2;
}
