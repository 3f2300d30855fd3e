// Builtin functions over iterables: Python/bltinmodule.c.
#include "builtins.hpp"

namespace cowith {
namespace {

object all(ref, const ref* args, std::size_t, ref) {
    object it = get_iterator(args[0]);
    if (!it) return {};
    while (object item = next_value(it)) {
        const int good = truth_of(item);
        if (good < 0) return {};
        if (!good) return False;
    }
    if (is_failed()) return {};
    return True;
}

object any(ref, const ref* args, std::size_t, ref) {
    object it = get_iterator(args[0]);
    if (!it) return {};
    while (object item = next_value(it)) {
        const int good = truth_of(item);
        if (good < 0) return {};
        if (good) return True;
    }
    if (is_failed()) return {};
    return False;
}

object iter(ref, const ref* args, std::size_t, ref) {
    if (!args[1]) return get_iterator(args[0]);
    if (!args[0].type()->call) return raise_error(TypeError_type, "iter(v, w): v must be callable");
    return make_callable_iterator(args[0], args[1]);
}

object next(ref, const ref* args, std::size_t, ref) {
    if (!is_iterator(args[0])) return raise_error(TypeError_type, "'%T' object is not an iterator", args[0]);
    object value = args[0].type()->next(args[0]);
    if (value) return value;
    if (!args[1]) return is_failed() ? failed : raise_with(StopIteration_type, {});
    if (is_failed()) {
        if (!pending_is(StopIteration_type)) return {};
        clear_pending();
    }
    return args[1];
}

/// min (Wanted == lt) and max (gt).
template <compare Wanted> object extreme(ref, const ref* args, std::size_t count, ref names) {
    constexpr const char* function = Wanted == compare::lt ? "min" : "max";
    ref key, fallback;
    for (std::size_t i = 0; names && i < names.as<tuple_object>()->size; ++i) {
        const ref name = names.as<tuple_object>()->items[i];
        if (text_of(name) == "key")
            key = args[count + i];
        else if (text_of(name) == "default")
            fallback = args[count + i];
        else
            return raise_error(TypeError_type, "%s() got an unexpected keyword argument '%S'", function, name);
    }
    if (count == 0) return raise_error(TypeError_type, "%s expected at least 1 argument, got 0", function);
    if (count > 1 && fallback)
        return raise_error(TypeError_type, "Cannot specify a default for %s() with multiple positional arguments",
                           function);
    if (key && key.is(None)) key = ref();

    object it = count == 1 ? get_iterator(args[0]) : object();
    if (count == 1 && !it) return {};
    object best, best_key;
    for (std::size_t i = 0;; ++i) {
        object item = it ? next_value(it) : i < count ? object(args[i]) : object();
        if (!item) break;
        object item_key = key ? key(item) : item;
        if (!item_key) return {};
        const int better = best ? compare_truth(item_key, best_key, Wanted) : 1;
        if (better < 0) return {};
        if (better) {
            best = std::move(item);
            best_key = std::move(item_key);
        }
    }
    if (is_failed()) return {};
    if (best) return best;
    if (fallback) return fallback;
    return raise_error(ValueError_type, "%s() iterable argument is empty", function);
}

object sorted(ref, const ref* args, std::size_t count, ref names) {
    if (!count_between("sorted", count, 1, 1)) return {};
    object list = list_from(args[0]);
    if (!list) return {};
    static const ref sort = intern("sort");
    return call_method_vector(list, sort, args + 1, 0, names) ? list : object();
}

// ---- sum: ints and floats add up without making objects; floats with a compensation term (Neumaier), as CPython does

class float_sum {
  public:
    explicit float_sum(double start) noexcept : high_(start) {}
    void add(double x) noexcept {
        const double t = high_ + x;
        if (__builtin_fabs(high_) >= __builtin_fabs(x))
            low_ += (high_ - t) + x;
        else
            low_ += (x - t) + high_;
        high_ = t;
    }
    double total() const noexcept { return low_ != 0 && __builtin_isfinite(low_) ? high_ + low_ : high_; }

  private:
    double high_, low_ = 0;
};

bool plain_int(ref x) noexcept { return x.is_instance_exactly(int_type) || x.is_instance_exactly(bool_type); }

object sum(ref, const ref* args, std::size_t, ref) {
    object total = args[1] ? object(args[1]) : object(0);
    object it = get_iterator(args[0]);
    if (!it) return {};
    if (is_str(total)) return raise_error(TypeError_type, "sum() can't sum strings [use ''.join(seq) instead]");
    if (has_flag(total, is_bytes))
        return raise_error(TypeError_type, "sum() can't sum bytes [use b''.join(seq) instead]");
    if (has_type(total, bytearray_type))
        return raise_error(TypeError_type, "sum() can't sum bytearray [use b''.join(seq) instead]");

    object item;
    if (plain_int(total)) {
        while ((item = next_value(it)) && plain_int(item)) {
            total = total + item;
            item.reset();
        }
        if (item)
            total = total + item;
        else
            return is_failed() ? object() : total;
        if (!total) return {};
    }
    if (total.is_instance_exactly(float_type)) {
        float_sum sum(total.as<float_object>()->value);
        for (;;) {
            item = next_value(it);
            if (!item) return is_failed() ? object() : make_float(sum.total());
            std::int64_t small;
            if (item.is_instance_exactly(float_type))
                sum.add(item.as<float_object>()->value);
            else if (plain_int(item) && int_value(item, small))
                sum.add(static_cast<double>(small));
            else
                break;
        }
        total = make_float(sum.total()) + item;
    }
    while (total && (item = next_value(it))) total = total + item;
    return is_failed() ? object() : total;
}

// ---- asynchronous iteration

object aiter(ref, const ref* args, std::size_t, ref) {
    auto slot = args[0].type()->aiter;
    if (!slot) return raise_error(TypeError_type, "'%T' object is not an async iterable", args[0]);
    object it = slot(args[0]);
    if (it && !it.type()->anext)
        return raise_error(TypeError_type, "aiter() returned not an async iterator of type '%T'", it);
    return it;
}

object anext(ref, const ref* args, std::size_t, ref) {
    auto slot = args[0].type()->anext;
    if (!slot) return raise_error(TypeError_type, "'%T' object is not an async iterator", args[0]);
    object awaitable = slot(args[0]);
    if (!awaitable || !args[1]) return awaitable;
    return make_anext_awaitable(awaitable, args[1]);
}

}  // namespace

const method_definition iteration_functions[] = {
    {"aiter", aiter, "async_iterable, /"},
    {"all", all, "iterable, /"},
    {"anext", anext, "aiterator, default=<unrepresentable>, /"},
    {"any", any, "iterable, /"},
    {"iter", iter, "object, sentinel=<unrepresentable>, /"},
    {"max", extreme<compare::gt>},
    {"min", extreme<compare::lt>},
    {"next", next, "iterator, default=<unrepresentable>, /"},
    {"sorted", sorted},
    {"sum", sum, "iterable, /, start=0"},
    {nullptr, nullptr},
};

}  // namespace cowith
