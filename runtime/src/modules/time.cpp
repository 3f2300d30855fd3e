// time: clocks and sleeping (Modules/timemodule.c).
#include "core/threads.hpp"
#include "modules/native_code.hpp"
#include "struct_sequence.hpp"

#include <cowith/io.hpp>
#include <cowith/native_modules.hpp>

#include <cerrno>
#include <climits>
#include <cstdio>
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

/// gettmarg: the parts of a moment, out of a tuple or a struct_time.
bool read_struct_time(ref x, tm& out, const char* function) noexcept {
    out = {};
    if (!x || x.is(None)) {
        const time_t now = ::time(nullptr);
        ::localtime_r(&now, &out);
        return true;
    }
    if (!has_flag(x, is_tuple)) return raise_error(TypeError_type, "Tuple or struct_time argument required"), false;
    const auto& items = *x.as<tuple_object>();
    if (items.size != 9) return raise_error(TypeError_type, "%s(): illegal time tuple argument", function), false;
    std::int64_t n[9];
    for (int i = 0; i < 9; ++i) {
        if (!to_size(items.items[i], n[i])) return false;
        if (n[i] != static_cast<int>(n[i]))
            return raise_error(OverflowError_type, n[i] > 0 ? "signed integer is greater than maximum"
                                                            : "signed integer is less than minimum"),
                   false;
    }
    if (n[0] < INT_MIN + 1900) return raise_error(OverflowError_type, "year out of range"), false;
    out.tm_year = static_cast<int>(n[0] - 1900), out.tm_mon = static_cast<int>(n[1] - 1),
    out.tm_mday = static_cast<int>(n[2]);
    out.tm_hour = static_cast<int>(n[3]), out.tm_min = static_cast<int>(n[4]), out.tm_sec = static_cast<int>(n[5]);
    out.tm_wday = static_cast<int>((n[6] + 1) % 7), out.tm_yday = static_cast<int>(n[7] - 1),
    out.tm_isdst = static_cast<int>(n[8]);
    if (x.type() == &struct_time::type && is_str(items.items[9])) {
        out.tm_zone = text_of(items.items[9]).data();
        std::int64_t offset;
        if (!to_size(items.items[10], offset)) return false;
        out.tm_gmtoff = offset;
    }
    return true;
}
/// checktm: what a text can be made of.
bool check_struct_time(tm& t) noexcept {
    const auto bad = [](const char* what) { return raise_error(ValueError_type, "%s out of range", what), false; };
    if (t.tm_mon == -1) t.tm_mon = 0;
    if (t.tm_mon < 0 || t.tm_mon > 11) return bad("month");
    if (t.tm_mday == 0) t.tm_mday = 1;
    if (t.tm_mday < 0 || t.tm_mday > 31) return bad("day of month");
    if (t.tm_hour < 0 || t.tm_hour > 23) return bad("hour");
    if (t.tm_min < 0 || t.tm_min > 59) return bad("minute");
    if (t.tm_sec < 0 || t.tm_sec > 61) return bad("seconds");
    if (t.tm_wday < 0) return bad("day of week");
    if (t.tm_yday == -1) t.tm_yday = 0;
    if (t.tm_yday < 0 || t.tm_yday > 365) return bad("day of year");
    return true;
}
object strftime(ref, const ref* args, std::size_t, ref) {
    if (!is_str(args[0])) return raise_error(TypeError_type, "strftime() argument 1 must be str, not %T", args[0]);
    tm parts;
    if (!read_struct_time(args[1], parts, "strftime") || !check_struct_time(parts)) return {};
    if (parts.tm_isdst < -1) parts.tm_isdst = -1;
    if (parts.tm_isdst > 1) parts.tm_isdst = 1;
    const std::string format(text_of(args[0]));
    if (format.empty()) return make_str("");
    std::string out(format.size() * 4 + 256, '\0');
    out.resize(std::strftime(out.data(), out.size(), format.c_str(), &parts));
    return make_str_from_utf8(out);
}
/// Lib/_strptime.py, which a program that names it carries.
object strptime(ref, const ref* args, std::size_t, ref) {
    object module = import_module("_strptime"_s);
    object read = module ? get_attribute(module, "_strptime_time"_s) : object();
    return read ? read(args[0], args[1] ? object(args[1]) : make_str("%a %b %d %H:%M:%S %Y")) : object();
}
object mktime(ref, const ref* args, std::size_t, ref) {
    tm parts;
    if (!args[0] || args[0].is(None)) return raise_error(TypeError_type, "Tuple or struct_time argument required");
    if (!read_struct_time(args[0], parts, "mktime")) return {};
    parts.tm_wday = -1;  // stays when the moment can't be represented
    const time_t when = ::mktime(&parts);
    if (when == -1 && parts.tm_wday == -1) return raise_error(OverflowError_type, "mktime argument out of range");
    return make_float(static_cast<double>(when));
}
object text_of_time(const tm& t) noexcept {
    constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    char text[64];
    std::snprintf(text, sizeof text, "%s %s%3d %.2d:%.2d:%.2d %lld", days[t.tm_wday % 7], months[t.tm_mon], t.tm_mday,
                  t.tm_hour, t.tm_min, t.tm_sec, 1900LL + t.tm_year);
    return make_str(text);
}
object asctime(ref, const ref* args, std::size_t, ref) {
    tm parts;
    return read_struct_time(args[0], parts, "asctime") && check_struct_time(parts) ? text_of_time(parts) : object();
}
object ctime(ref, const ref* args, std::size_t, ref) {
    time_t when;
    tm parts;
    return moment(args[0], when) ? text_of_time(*::localtime_r(&when, &parts)) : object();
}

// ---- clocks by number

constexpr double nano = 1e-9;
bool clock_of(ref x, clockid_t& out) noexcept {
    std::int64_t id;
    if (!has_index(x)) return raise_error(TypeError_type, "clk_id should be integer, not %T", x), false;
    if (!to_size(x, id)) return false;
    out = static_cast<clockid_t>(id);
    return true;
}
/// What a clock shows, or how fine it is.
template <int (*Ask)(clockid_t, timespec*), bool Nanoseconds> object ask_clock(ref, const ref* args, std::size_t, ref) {
    clockid_t clock;
    if (!clock_of(args[0], clock)) return {};
    timespec t;
    if (Ask(clock, &t) != 0) return raise_os_error(errno);
    if constexpr (Nanoseconds) return make_int(static_cast<std::int64_t>(t.tv_sec) * 1'000'000'000 + t.tv_nsec);
    return make_float(static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * nano);
}
template <bool Nanoseconds> object set_clock(ref, const ref* args, std::size_t, ref) {
    clockid_t clock;
    if (!clock_of(args[0], clock)) return {};
    timespec t;
    if constexpr (Nanoseconds) {
        std::int64_t n;
        if (!to_size(args[1], n)) return {};
        t = {static_cast<time_t>(n / 1'000'000'000), static_cast<long>(n % 1'000'000'000)};
    } else {
        double seconds;
        if (!to_double(args[1], seconds)) return {};
        const double whole = __builtin_floor(seconds);
        t = {static_cast<time_t>(whole), static_cast<long>((seconds - whole) / nano)};
    }
    return ::clock_settime(clock, &t) == 0 ? object(None) : raise_os_error(errno);
}
object get_clock_info(ref, const ref* args, std::size_t, ref) {
    if (!is_str(args[0]))
        return raise_error(TypeError_type, "get_clock_info() argument 1 must be str, not %T", args[0]);
    static constexpr struct {
        const char* name;
        const char* implementation;
        clockid_t clock;
        bool adjustable, monotonic;
    } clocks[] = {{"time", "clock_gettime(CLOCK_REALTIME)", CLOCK_REALTIME, true, false},
                  {"monotonic", "clock_gettime(CLOCK_MONOTONIC)", CLOCK_MONOTONIC, false, true},
                  {"perf_counter", "clock_gettime(CLOCK_MONOTONIC)", CLOCK_MONOTONIC, false, true},
                  {"process_time", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", CLOCK_PROCESS_CPUTIME_ID, false, true},
                  {"thread_time", "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", CLOCK_THREAD_CPUTIME_ID, false, true}};
    for (const auto& one : clocks) {
        if (text_of(args[0]) != one.name) continue;
        timespec t;
        if (::clock_getres(one.clock, &t) != 0) return raise_os_error(errno);
        return ref(&simple_namespace_type)(
            kw{"implementation"_s, make_str(one.implementation)}, kw{"monotonic"_s, boolean(one.monotonic)},
            kw{"adjustable"_s, boolean(one.adjustable)},
            kw{"resolution"_s, make_float(static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * nano)});
    }
    return raise_error(ValueError_type, "unknown clock");
}
/// timezone, altzone, daylight, tzname: of the zone that TZ names now (init_timezone).
template <class Set> bool add_zone(Set set) noexcept {
    constexpr time_t year = (365 * 24 + 6) * 3600;
    const time_t start = ::time(nullptr) / year * year;
    tm january, july;
    ::localtime_r(&start, &january);
    const time_t middle = start + year / 2;
    ::localtime_r(&middle, &july);
    const std::int64_t first = -january.tm_gmtoff, second = -july.tm_gmtoff;
    const bool south = first < second;  // summer in January
    const char* names[] = {january.tm_zone, july.tm_zone};
    return set("timezone"_s, make_int(south ? second : first)) && set("altzone"_s, make_int(south ? first : second)) &&
           set("daylight"_s, make_int(first != second)) &&
           set("tzname"_s, tuple(make_str(names[south]), make_str(names[!south])));
}
object tzset(ref, const ref*, std::size_t, ref) {
    ::tzset();
    const auto set = [](ref name, ref value) { return native_modules::time.module.set(name, value); };
    return add_zone(set) ? object(None) : object();
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
    {"clock_gettime", ask_clock<::clock_gettime, false>, "clk_id, /"},
    {"clock_gettime_ns", ask_clock<::clock_gettime, true>, "clk_id, /"},
    {"clock_getres", ask_clock<::clock_getres, false>, "clk_id, /"},
    {"clock_settime", set_clock<false>, "clk_id, time, /"},
    {"clock_settime_ns", set_clock<true>, "clk_id, time, /"},
    {"get_clock_info", get_clock_info, "name, /"},
    {"tzset", tzset, ""},
    {"sleep", sleep, "object, /"},
    {"localtime", localtime, "seconds=None, /"},
    {"gmtime", gmtime, "seconds=None, /"},
    {"strftime", strftime, "format, t=None, /"},
    {"strptime", strptime, "string, format='%a %b %d %H:%M:%S %Y', /"},
    {"mktime", mktime, "t, /"},
    {"asctime", asctime, "t=None, /"},
    {"ctime", ctime, "seconds=None, /"},
    {nullptr, nullptr},
};

bool fill(ref dict) {
    ::tzset();
    static constexpr struct {
        const char* name;
        clockid_t clock;
    } clocks[] = {{"CLOCK_REALTIME", CLOCK_REALTIME},
                  {"CLOCK_MONOTONIC", CLOCK_MONOTONIC},
                  {"CLOCK_MONOTONIC_RAW", CLOCK_MONOTONIC_RAW},
                  {"CLOCK_PROCESS_CPUTIME_ID", CLOCK_PROCESS_CPUTIME_ID},
                  {"CLOCK_THREAD_CPUTIME_ID", CLOCK_THREAD_CPUTIME_ID},
                  {"CLOCK_BOOTTIME", CLOCK_BOOTTIME},
                  {"CLOCK_TAI", CLOCK_TAI}};
    for (const auto& one : clocks)
        if (!dict_set(dict, intern(one.name), static_cast<std::int64_t>(one.clock))) return false;
    return add_functions(dict, functions, "time") && dict_set(dict, "_STRUCT_TM_ITEMS"_s, 11) &&
           struct_time::add_to(dict, "struct_time") &&
           add_zone([dict](ref name, ref value) { return dict_set(dict, name, value); });
}

}  // namespace

native_module native_modules::time("time", fill);

}  // namespace cowith
