// time: clocks and sleeping (Modules/timemodule.c).
#include "core/threads.hpp"
#include "modules/native_code.hpp"
#include "struct_sequence.hpp"

#include <cowith/native_modules.hpp>

#include <cerrno>
#include <ctime>

namespace cowith {
namespace {

using struct_time = struct_sequence_of<"time.struct_time", 2, true, "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min",
                                       "tm_sec", "tm_wday", "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff">;

std::int64_t nanoseconds(clockid_t clock) noexcept {
    timespec t;
    ::clock_gettime(clock, &t);
    return static_cast<std::int64_t>(t.tv_sec) * 1'000'000'000 + t.tv_nsec;
}
template <clockid_t Clock> object seconds_of(ref, const ref*, std::size_t, ref) {
    return make_float(static_cast<double>(nanoseconds(Clock)) * 1e-9);
}
template <clockid_t Clock> object nanoseconds_of(ref, const ref*, std::size_t, ref) {
    return make_int(nanoseconds(Clock));
}

object sleep(ref, const ref* args, std::size_t, ref) {
    double seconds;
    if (!args[0].is_instance_exactly(float_type) && !has_index(args[0]))
        return raise_error(TypeError_type, "'%T' object cannot be interpreted as an integer", args[0]);
    if (!to_double(args[0], seconds)) return {};
    if (__builtin_isnan(seconds)) return raise_error(ValueError_type, "Invalid value NaN (not a number)");
    if (seconds < 0) return raise_error(ValueError_type, "sleep length must be non-negative");
    if (seconds > 9e9) return raise_error(OverflowError_type, "timestamp too large to convert to C PyTime_t");
    const std::int64_t end = nanoseconds(CLOCK_MONOTONIC) + static_cast<std::int64_t>(__builtin_ceil(seconds * 1e9));
    const timespec until{static_cast<time_t>(end / 1'000'000'000), static_cast<long>(end % 1'000'000'000)};
    for (;;) {
        int result;
        {
            unlocked others;
            result = ::clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr);
        }
        if (result != EINTR) break;
        if (interrupt_arrived()) return {};
    }
    return None;
}

bool moment(ref x, time_t& out) noexcept {
    if (!x || x.is(None)) {
        out = ::time(nullptr);
        return true;
    }
    double seconds;
    if (!to_double(x, seconds)) return false;
    out = static_cast<time_t>(__builtin_floor(seconds));
    return true;
}
object make_struct_time(const tm& t) noexcept {
    return struct_time::make({t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec,
                              (t.tm_wday + 6) % 7, t.tm_yday + 1, t.tm_isdst, make_str(t.tm_zone),
                              static_cast<std::int64_t>(t.tm_gmtoff)});
}
object localtime(ref, const ref* args, std::size_t, ref) {
    time_t when;
    tm parts;
    return moment(args[0], when) ? make_struct_time(*::localtime_r(&when, &parts)) : object();
}
object gmtime(ref, const ref* args, std::size_t, ref) {
    time_t when;
    tm parts;
    return moment(args[0], when) ? make_struct_time(*::gmtime_r(&when, &parts)) : object();
}

bool read_struct_time(ref x, tm& out) noexcept {
    out = {};
    if (!x || x.is(None)) {
        const time_t now = ::time(nullptr);
        ::localtime_r(&now, &out);
        return true;
    }
    if (!has_flag(x, is_tuple)) return raise_error(TypeError_type, "Tuple or struct_time argument required"), false;
    object values[9];
    object* places[9];
    for (int i = 0; i < 9; ++i) places[i] = &values[i];
    if (!unpack(x, 9, places)) return false;
    std::int64_t n[9];
    for (int i = 0; i < 9; ++i)
        if (!to_size(values[i], n[i])) return false;
    out.tm_year = static_cast<int>(n[0] - 1900), out.tm_mon = static_cast<int>(n[1] - 1),
    out.tm_mday = static_cast<int>(n[2]);
    out.tm_hour = static_cast<int>(n[3]), out.tm_min = static_cast<int>(n[4]), out.tm_sec = static_cast<int>(n[5]);
    out.tm_wday = static_cast<int>((n[6] + 1) % 7), out.tm_yday = static_cast<int>(n[7] - 1),
    out.tm_isdst = static_cast<int>(n[8]);
    return true;
}
object strftime(ref, const ref* args, std::size_t, ref) {
    if (!is_str(args[0])) return raise_error(TypeError_type, "strftime() argument 1 must be str, not %T", args[0]);
    tm parts;
    if (!read_struct_time(args[1], parts)) return {};
    const std::string format(text_of(args[0]));
    if (format.empty()) return make_str("");
    std::string out(format.size() * 4 + 256, '\0');
    out.resize(std::strftime(out.data(), out.size(), format.c_str(), &parts));
    return make_str_from_utf8(out);
}
object mktime(ref, const ref* args, std::size_t, ref) {
    tm parts;
    if (!read_struct_time(args[0], parts)) return {};
    return make_float(static_cast<double>(::mktime(&parts)));
}
object text_of_time(const tm& parts) noexcept {
    char text[64];
    std::strftime(text, sizeof text, "%a %b %e %H:%M:%S %Y", &parts);
    return make_str(text);
}
object asctime(ref, const ref* args, std::size_t, ref) {
    tm parts;
    return read_struct_time(args[0], parts) ? text_of_time(parts) : object();
}
object ctime(ref, const ref* args, std::size_t, ref) {
    time_t when;
    tm parts;
    return moment(args[0], when) ? text_of_time(*::localtime_r(&when, &parts)) : object();
}

constexpr method_definition functions[] = {
    {"time", seconds_of<CLOCK_REALTIME>, "module"},
    {"time_ns", nanoseconds_of<CLOCK_REALTIME>, "module"},
    {"monotonic", seconds_of<CLOCK_MONOTONIC>, "module"},
    {"monotonic_ns", nanoseconds_of<CLOCK_MONOTONIC>, "module"},
    {"perf_counter", seconds_of<CLOCK_MONOTONIC>, "module"},
    {"perf_counter_ns", nanoseconds_of<CLOCK_MONOTONIC>, "module"},
    {"process_time", seconds_of<CLOCK_PROCESS_CPUTIME_ID>, "module"},
    {"process_time_ns", nanoseconds_of<CLOCK_PROCESS_CPUTIME_ID>, "module"},
    {"thread_time", seconds_of<CLOCK_THREAD_CPUTIME_ID>, "module"},
    {"thread_time_ns", nanoseconds_of<CLOCK_THREAD_CPUTIME_ID>, "module"},
    {"sleep", sleep, "object, /"},
    {"localtime", localtime, "seconds=None, /"},
    {"gmtime", gmtime, "seconds=None, /"},
    {"strftime", strftime, "format, t=None, /"},
    {"mktime", mktime, "t, /"},
    {"asctime", asctime, "t=None, /"},
    {"ctime", ctime, "seconds=None, /"},
    {nullptr, nullptr},
};

bool fill(ref dict) {
    ::tzset();
    return add_functions(dict, functions, "time") && struct_time::add_to(dict, "struct_time") &&
           dict_set(dict, intern("timezone"), make_int(::timezone)) && dict_set(dict, intern("daylight"), ::daylight) &&
           dict_set(dict, intern("tzname"), tuple(make_str(::tzname[0]), make_str(::tzname[1])));
}

}  // namespace

native_module native_modules::time("time", fill);

}  // namespace cowith
