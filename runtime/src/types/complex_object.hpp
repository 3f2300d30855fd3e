// complex: layout and constructor.
#pragma once
#include "cowith/gc.hpp"
#include "cowith/types.hpp"

namespace cowith {

struct complex_object : header {
    double real, imaginary;
    complex_object(double r, double i) noexcept : header(&complex_type), real(r), imaginary(i) {}
};

/// complex(...)
object new_complex(type_object& cls, const ref* args, std::size_t count, ref names);
/// A number's value: complex, __complex__, float or int. TypeError "must be real number, not X". False: failed.
bool complex_number(ref x, double& real, double& imaginary) noexcept;

}  // namespace cowith
