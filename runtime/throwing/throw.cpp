// The part of the runtime that is compiled with exceptions: Python's become C++'s for hosts that want that, and the other way round.
#include <cowith/host/errors.hpp>
#include <cowith/types.hpp>

#include <new>
#include <stdexcept>
#include <system_error>

const char* cowith::python_error::what() const noexcept { return text_.c_str(); }

namespace cowith::detail {

void throw_exception(const python_exception& e) { throw python_error(e); }

namespace {
void raise_text(type_object& type, const std::exception& e) noexcept { raise_error(type, "%s", e.what()); }
}  // namespace

bool (*translate_own)() noexcept = nullptr;

void set_pending_from_exception() noexcept {
    if (translate_own && translate_own()) return;
    try {
        throw;
    } catch (const python_error& e) {
        object value(e.exception().value());
        reraise(static_cast<exception*>(value.give()));
    } catch (const std::bad_alloc&) {
        raise_error(MemoryError_type, "");
    } catch (const std::system_error& e) {
        raise_with(OSError_type, {make_int(e.code().value()), make_str_from_utf8(e.what())});
    } catch (const std::out_of_range& e) {
        raise_text(IndexError_type, e);
    } catch (const std::invalid_argument& e) {
        raise_text(ValueError_type, e);
    } catch (const std::domain_error& e) {
        raise_text(ValueError_type, e);
    } catch (const std::length_error& e) {
        raise_text(ValueError_type, e);
    } catch (const std::overflow_error& e) {
        raise_text(OverflowError_type, e);
    } catch (const std::exception& e) {
        raise_text(RuntimeError_type, e);
    } catch (...) {
        raise_error(RuntimeError_type, "a C++ exception that is no std::exception");
    }
}

}  // namespace cowith::detail
