// random: CPython's Mersenne Twister and what Lib/random.py makes of it, value for value.
#include "modules/native_code.hpp"
#include "types/list.hpp"

#include <cowith/native_modules.hpp>

#include <sys/random.h>

#include <cmath>
#include <cstring>
#include <string>

namespace cowith {

extern type_object random_type, system_random_type;

namespace {

/// MT19937 (Matsumoto and Nishimura), as Modules/_randommodule.c uses it.
class twister {
  public:
    void seed(std::uint32_t s) noexcept {
        state_[0] = s;
        for (std::uint32_t i = 1; i < size; ++i) state_[i] = 1812433253u * (state_[i - 1] ^ (state_[i - 1] >> 30)) + i;
        at_ = size;
    }
    void seed(const std::uint32_t* key, std::size_t length) noexcept {
        seed(19650218u);
        std::size_t i = 1, j = 0;
        for (std::size_t k = length > size ? length : size; k; --k) {
            state_[i] = (state_[i] ^ ((state_[i - 1] ^ (state_[i - 1] >> 30)) * 1664525u)) + key[j] +
                        static_cast<std::uint32_t>(j);
            if (++i >= size) state_[0] = state_[size - 1], i = 1;
            if (++j >= length) j = 0;
        }
        for (std::size_t k = size - 1; k; --k) {
            state_[i] =
                (state_[i] ^ ((state_[i - 1] ^ (state_[i - 1] >> 30)) * 1566083941u)) - static_cast<std::uint32_t>(i);
            if (++i >= size) state_[0] = state_[size - 1], i = 1;
        }
        state_[0] = 0x80000000u;
    }
    std::uint32_t next() noexcept {
        if (from_system_) [[unlikely]]
            return word_of_system();
        if (at_ >= size) refill();
        std::uint32_t y = state_[at_++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
    }
    double next_double() noexcept {
        const std::uint32_t a = next() >> 5, b = next() >> 6;
        return (a * 67108864.0 + b) * (1.0 / 9007199254740992.0);
    }

    static constexpr std::uint32_t size = 624;
    std::uint32_t state_[size];
    std::uint32_t at_ = size;
    bool from_system_ = false;  ///< SystemRandom: all of it comes from the system

  private:
    static std::uint32_t word_of_system() noexcept {
        std::uint32_t word;
        while (::getrandom(&word, sizeof word, 0) != static_cast<ssize_t>(sizeof word)) continue;
        return word;
    }
    void refill() noexcept {
        for (std::uint32_t i = 0; i < size; ++i) {
            const std::uint32_t y = (state_[i] & 0x80000000u) | (state_[(i + 1) % size] & 0x7fffffffu);
            state_[i] = state_[(i + 397) % size] ^ (y >> 1) ^ (y & 1 ? 0x9908b0dfu : 0);
        }
        at_ = 0;
    }
};

struct random_object : gc_header {
    twister source;
    double gauss_next = 0;
    bool has_gauss = false;
    object dict;
    random_object() noexcept : gc_header(&random_type) {}
};
random_object& as_random(ref x) noexcept { return *x.as<random_object>(); }

void random_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<random_object>(self);
}
void random_traverse(header* self, visitor v, void* context) {
    visit(static_cast<random_object*>(self)->dict, v, context);
}

bool seed_with(random_object& r, ref given) noexcept {
    r.has_gauss = false;
    if (!given || given.is(None)) {
        std::uint32_t key[twister::size];
        if (::getrandom(key, sizeof key, 0) != static_cast<ssize_t>(sizeof key)) std::memset(key, 0x5A, sizeof key);
        r.source.seed(key, twister::size);
        return true;
    }
    object value;
    if (is_int(given)) {
        value = absolute(given);
    } else if (given.is_instance_exactly(float_type)) {
        const std::int64_t hash = hash_of(given);
        value = make_uint(static_cast<std::uint64_t>(hash));
    } else if (is_str(given) || has_flag(given, is_bytes) || has_type(given, bytearray_type)) {
        raise_error(NotImplementedError_type,
                    "random.seed() with text or bytes is not supported yet: seed with an int");
    } else {
        raise_error(TypeError_type, "The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.");
    }
    if (!value) return false;
    std::string words;
    do {
        std::int64_t word;
        int_value(value & ref(std::int64_t{0xFFFFFFFF}), word);
        const auto w = static_cast<std::uint32_t>(word);
        words.append(reinterpret_cast<const char*>(&w), sizeof w);
        value = value >> 32;
    } while (value && truth(value));
    r.source.seed(reinterpret_cast<const std::uint32_t*>(words.data()), words.size() / 4);
    return bool(value);
}

object getrandbits(random_object& r, std::int64_t k) noexcept {
    if (k == 0) return 0;
    if (k <= 32) return make_uint(r.source.next() >> (32 - k));
    object result = 0;
    for (std::int64_t shift = 0; k > 0; k -= 32, shift += 32) {
        std::uint32_t word = r.source.next();
        if (k < 32) word >>= 32 - k;
        result = result | ref(ref(make_uint(word)) << ref(shift));
    }
    return result;
}
/// A random int below n > 0.
std::int64_t below(random_object& r, std::uint64_t n) noexcept {
    int bits = 0;
    while (bits < 64 && (n >> bits)) ++bits;
    for (;;) {
        std::uint64_t value;
        if (bits <= 32) {
            value = r.source.next() >> (32 - bits);
        } else {
            value = r.source.next();
            value |= static_cast<std::uint64_t>(r.source.next() >> (64 - bits)) << 32;
        }
        if (value < n) return static_cast<std::int64_t>(value);
    }
}
object below_big(random_object& r, ref n) noexcept {
    std::int64_t small;
    if (int_value(n, small)) return make_int(below(r, static_cast<std::uint64_t>(small)));
    object bits = n.call(intern("bit_length"));
    for (;;) {
        object value = getrandbits(r, bits.small());
        if (less(value, n)) return value;
    }
}

object random_of(ref cls, const ref* args, std::size_t, ref) {
    auto* r = make_for<random_object>(*cls.as<type_object>());
    track(r);
    object result = object::take(r);
    if (is_subtype(cls.as<type_object>(), &system_random_type)) {
        r->source.from_system_ = true;
        return result;
    }
    return seed_with(*r, args[0]) ? result : object();
}
constexpr method_definition random_new_definition{"Random", random_of, "x=None"};

// ---- the methods; also the module's functions, over one hidden Random

object seed(ref self, const ref* args, std::size_t, ref) {
    return seed_with(as_random(self), args[0]) ? object(None) : object();
}
object random(ref self, const ref*, std::size_t, ref) { return make_float(as_random(self).source.next_double()); }
object getrandbits_method(ref self, const ref* args, std::size_t, ref) {
    std::int64_t k;
    if (!to_size(args[0], k)) return {};
    if (k < 0 && as_random(self).source.from_system_)
        return raise_error(ValueError_type, "number of bits must be non-negative");
    if (k < 0) return raise_error(ValueError_type, "Cannot convert negative int");
    return getrandbits(as_random(self), k);
}
object randbytes(ref self, const ref* args, std::size_t, ref) {
    std::int64_t n;
    if (!to_size(args[0], n)) return {};
    object bits = getrandbits(as_random(self), n * 8);
    return bits.call(intern("to_bytes"), make_int(n), intern("little"));
}
object randrange(ref self, const ref* args, std::size_t, ref) {
    object start = to_index_object(args[0]);
    if (!start) return {};
    if (!args[1] || args[1].is(None)) {
        if (args[2] && !(is_int(args[2]) && equal(args[2], 1)))
            return raise_error(TypeError_type, "Missing a non-None stop argument");
        if (!greater(start, 0)) return raise_error(ValueError_type, "empty range for randrange()");
        return below_big(as_random(self), start);
    }
    object stop = to_index_object(args[1]), step = stop ? (args[2] ? to_index_object(args[2]) : object(1)) : object();
    if (!step) return {};
    object width = stop - start;
    if (equal(step, 1)) {
        if (greater(width, 0)) return start + ref(below_big(as_random(self), width));
        return raise_error(ValueError_type, "empty range in randrange(%R, %R)", ref(start), ref(stop));
    }
    if (equal(step, 0)) return raise_error(ValueError_type, "zero step for randrange()");
    object n = greater(step, 0) ? floor_divide(width + step - 1, step) : floor_divide(width + step + 1, step);
    if (!greater(n, 0))
        return raise_error(ValueError_type, "empty range in randrange(%R, %R, %R)", ref(start), ref(stop), ref(step));
    return start + ref(step * ref(below_big(as_random(self), n)));
}
object randint(ref self, const ref* args, std::size_t, ref) {
    object a = to_index_object(args[0]), b = a ? to_index_object(args[1]) : object();
    if (!b) return {};
    if (less(b, a)) return raise_error(ValueError_type, "empty range in randint(%R, %R)", ref(a), ref(b));
    return a + ref(below_big(as_random(self), b - a + 1));
}
object choice(ref self, const ref* args, std::size_t, ref) {
    const std::int64_t n = length_of(args[0]);
    if (n < 0) return {};
    if (n == 0) return raise_error(IndexError_type, "Cannot choose from an empty sequence");
    return get_item(args[0], below(as_random(self), static_cast<std::uint64_t>(n)));
}
object shuffle(ref self, const ref* args, std::size_t, ref) {
    const std::int64_t n = length_of(args[0]);
    for (std::int64_t i = n - 1; i > 0; --i) {
        const std::int64_t j = below(as_random(self), static_cast<std::uint64_t>(i + 1));
        object a = get_item(args[0], i), b = a ? get_item(args[0], j) : object();
        if (!b || !set_item(args[0], i, b) || !set_item(args[0], j, a)) return {};
    }
    return n < 0 ? object() : object(None);
}
object sample(ref self, const ref* args, std::size_t, ref) {
    std::int64_t k;
    if (!to_size(args[1], k)) return {};
    if (args[2] && !args[2].is(None))
        return raise_error(NotImplementedError_type, "random.sample() with counts is not supported yet");
    if (has_type(args[0], set_type) || has_type(args[0], frozenset_type) || !args[0].type()->getitem ||
        has_flag(args[0], is_dict))
        return raise_error(TypeError_type, "Population must be a sequence.  For dicts or sets, use sorted(d).");
    const std::int64_t n = length_of(args[0]);
    if (n < 0) return {};
    if (k < 0 || k > n) return raise_error(ValueError_type, "Sample larger than population or is negative");
    double set_size = 21;
    if (k > 5) set_size += std::pow(4, std::ceil(std::log(static_cast<double>(k) * 3) / std::log(4.0)));
    object result = make_list();
    if (static_cast<double>(n) <= set_size) {
        object pool = list_from(args[0]);
        for (std::int64_t i = 0; pool && i < k; ++i) {
            const std::int64_t j = below(as_random(self), static_cast<std::uint64_t>(n - i));
            list_append(result, as_list(pool).items[j]);
            as_list(pool).items[j] = object(as_list(pool).items[n - i - 1]);
        }
        return pool ? result : object();
    }
    object selected = make_set();
    for (std::int64_t i = 0; i < k; ++i) {
        std::int64_t j = below(as_random(self), static_cast<std::uint64_t>(n));
        while (set_contains(selected, j) > 0) j = below(as_random(self), static_cast<std::uint64_t>(n));
        set_add(selected, j);
        object item = get_item(args[0], j);
        if (!item) return {};
        list_append(result, item);
    }
    return result;
}
object choices(ref self, const ref* args, std::size_t, ref) {
    // population, weights=None, *, cum_weights=None, k=1
    std::int64_t k = 1;
    if (args[3] && !to_size(args[3], k)) return {};
    const std::int64_t n = length_of(args[0]);
    if (n < 0) return {};
    object result = make_list();
    const bool weighted = args[1] && !args[1].is(None), cumulative = args[2] && !args[2].is(None);
    if (weighted && cumulative)
        return raise_error(TypeError_type, "Cannot specify both weights and cumulative weights");
    random_object& r = as_random(self);
    if (!weighted && !cumulative) {
        if (n == 0) return raise_error(IndexError_type, "list index out of range");
        for (std::int64_t i = 0; i < k; ++i) {
            object item = get_item(
                args[0], static_cast<std::int64_t>(std::floor(r.source.next_double() * static_cast<double>(n))));
            if (!item) return {};
            list_append(result, item);
        }
        return result;
    }
    object weights = list_from(weighted ? args[1] : args[2]);
    if (!weights) return {};
    if (static_cast<std::int64_t>(as_list(weights).size) != n)
        return raise_error(ValueError_type, "The number of weights does not match the population");
    std::string storage(static_cast<std::size_t>(n) * sizeof(double) + 8, '\0');
    auto* sums = reinterpret_cast<double*>(storage.data());
    for (std::int64_t i = 0; i < n; ++i) {
        if (!to_double(as_list(weights).items[i], sums[i])) return {};
        if (weighted && i) sums[i] += sums[i - 1];
    }
    const double total = n ? sums[n - 1] : 0;
    if (total <= 0) return raise_error(ValueError_type, "Total of weights must be greater than zero");
    if (!std::isfinite(total)) return raise_error(ValueError_type, "Total of weights must be finite");
    for (std::int64_t i = 0; i < k; ++i) {
        const double x = r.source.next_double() * total;
        std::int64_t low = 0, high = n - 1;
        while (low < high) {
            const std::int64_t middle = (low + high) / 2;
            if (x < sums[middle])
                high = middle;
            else
                low = middle + 1;
        }
        object item = get_item(args[0], low);
        if (!item) return {};
        list_append(result, item);
    }
    return result;
}
bool parameters(const ref* args, double& a, double& b, double a_default = 0, double b_default = 1) noexcept {
    a = a_default;
    b = b_default;
    return (!args[0] || to_double(args[0], a)) && (!args[1] || to_double(args[1], b));
}
object uniform(ref self, const ref* args, std::size_t, ref) {
    double a, b;
    return parameters(args, a, b) ? make_float(a + (b - a) * as_random(self).source.next_double()) : object();
}
object triangular(ref self, const ref* args, std::size_t, ref) {
    double low, high, mode;
    if (!parameters(args, low, high)) return {};
    double u = as_random(self).source.next_double(), c = 0.5;
    if (args[2] && !args[2].is(None)) {
        if (!to_double(args[2], mode)) return {};
        if (high == low) return make_float(low);
        c = (mode - low) / (high - low);
    }
    if (u > c) {
        u = 1 - u;
        c = 1 - c;
        std::swap(low, high);
    }
    return make_float(low + (high - low) * std::sqrt(u * c));
}
double normal(random_object& r, double mu, double sigma) noexcept {
    const double magic = 4 * std::exp(-0.5) / std::sqrt(2.0);
    for (;;) {
        const double u1 = r.source.next_double(), u2 = 1 - r.source.next_double(), z = magic * (u1 - 0.5) / u2;
        if (z * z / 4 <= -std::log(u2)) return mu + z * sigma;
    }
}
object normalvariate(ref self, const ref* args, std::size_t, ref) {
    double mu, sigma;
    return parameters(args, mu, sigma) ? make_float(normal(as_random(self), mu, sigma)) : object();
}
object lognormvariate(ref self, const ref* args, std::size_t, ref) {
    double mu, sigma;
    return parameters(args, mu, sigma) ? make_float(std::exp(normal(as_random(self), mu, sigma))) : object();
}
object gauss(ref self, const ref* args, std::size_t, ref) {
    double mu, sigma;
    if (!parameters(args, mu, sigma)) return {};
    random_object& r = as_random(self);
    double z = r.gauss_next;
    if (!std::exchange(r.has_gauss, false)) {
        const double x = r.source.next_double() * 2 * M_PI,
                     g = std::sqrt(-2.0 * std::log(1.0 - r.source.next_double()));
        z = std::cos(x) * g;
        r.gauss_next = std::sin(x) * g;
        r.has_gauss = true;
    }
    return make_float(mu + z * sigma);
}
object expovariate(ref self, const ref* args, std::size_t, ref) {
    double rate = 1;
    if (args[0] && !to_double(args[0], rate)) return {};
    if (rate == 0) return raise_error(ZeroDivisionError_type, "division by zero");
    return make_float(-std::log(1.0 - as_random(self).source.next_double()) / rate);
}
object getstate(ref self, const ref*, std::size_t, ref) {
    random_object& r = as_random(self);
    object words = make_list();
    for (std::uint32_t w : r.source.state_) list_append(words, make_uint(w));
    list_append(words, make_uint(r.source.at_));
    return tuple(3, list_to_tuple(std::move(words)), r.has_gauss ? make_float(r.gauss_next) : object(None));
}
object setstate(ref self, const ref* args, std::size_t, ref) {
    object version, words, gauss_next;
    object* out[] = {&version, &words, &gauss_next};
    if (!unpack(args[0], 3, out)) return {};
    words = tuple_from(words);
    if (!words || words.as<tuple_object>()->size != twister::size + 1)
        return words ? raise_error(ValueError_type, "state vector is the wrong size") : failed;
    random_object& r = as_random(self);
    for (std::uint32_t i = 0; i <= twister::size; ++i) {
        std::int64_t w;
        if (!to_size(words.as<tuple_object>()->items[i], w)) return {};
        (i < twister::size ? r.source.state_[i] : r.source.at_) = static_cast<std::uint32_t>(w);
    }
    r.has_gauss = !gauss_next.is(None);
    return !r.has_gauss || to_double(gauss_next, r.gauss_next) ? object(None) : object();
}

/// The distributions that stand in modules/_random_more.py, which a program that names them carries.
template <fixed_text Name, std::size_t Parameters> object more(ref self, const ref* args, std::size_t, ref) {
    object module = import_module(intern("_random_more"));
    object function = module ? get_attribute(module, intern(Name.text)) : object();
    if (!function) return {};
    ref all[1 + Parameters] = {self};
    std::size_t count = 1;
    while (count <= Parameters && args[count - 1]) {
        all[count] = args[count - 1];
        ++count;
    }
    return call_vector(function, all, count, {});
}

constexpr method_definition methods[] = {
    {"seed", seed, "self, a=None, version=2"},
    {"random", random, "self, /"},
    {"getrandbits", getrandbits_method, "self, k, /"},
    {"randbytes", randbytes, "self, n"},
    {"randrange", randrange, "self, start, stop=None, step=1"},
    {"randint", randint, "self, a, b"},
    {"choice", choice, "self, seq"},
    {"shuffle", shuffle, "self, x"},
    {"sample", sample, "self, population, k, *, counts=None"},
    {"choices", choices, "self, population, weights=None, *, cum_weights=None, k=1"},
    {"uniform", uniform, "self, a, b"},
    {"triangular", triangular, "self, low=0.0, high=1.0, mode=None"},
    {"normalvariate", normalvariate, "self, mu=0.0, sigma=1.0"},
    {"lognormvariate", lognormvariate, "self, mu=0.0, sigma=1.0"},
    {"gauss", gauss, "self, mu=0.0, sigma=1.0"},
    {"expovariate", expovariate, "self, lambd=1.0"},
    {"vonmisesvariate", more<"vonmisesvariate", 2>, "self, mu, kappa"},
    {"gammavariate", more<"gammavariate", 2>, "self, alpha, beta"},
    {"betavariate", more<"betavariate", 2>, "self, alpha, beta"},
    {"paretovariate", more<"paretovariate", 1>, "self, alpha"},
    {"weibullvariate", more<"weibullvariate", 2>, "self, alpha, beta"},
    {"binomialvariate", more<"binomialvariate", 2>, "self, n=1, p=0.5"},
    {"getstate", getstate, "self"},
    {"setstate", setstate, "self, state"},
    {nullptr, nullptr},
};

object no_state(ref, const ref*, std::size_t, ref) {
    return raise_error(NotImplementedError_type, "System entropy source does not have state.");
}
object no_seed(ref, const ref*, std::size_t, ref) { return None; }
constexpr method_definition system_methods[] = {
    {"seed", no_seed, "self, *args, **kwds"},
    {"getstate", no_state, "self, *args, **kwds"},
    {"setstate", no_state, "self, *args, **kwds"},
    {nullptr, nullptr},
};

bool fill(ref dict) {
    if (!add_type(dict, "Random", random_type) || !add_type(dict, "SystemRandom", system_random_type)) return false;
    object hidden = ref(&random_type)();
    if (!hidden) return false;
    for (const method_definition* m = methods; m->name; ++m)
        if (!dict_set(dict, intern(m->name), get_attribute(hidden, intern(m->name)))) return false;
    return true;
}

}  // namespace

constinit type_object random_type("random.Random", &object_type, type_gc | type_subclassable | type_has_dict,
                                  [](type_object& t) {
                                      t.methods = methods;
                                      t.instance_size = sizeof(random_object);
                                      t.dict_offset = __builtin_offsetof(random_object, dict);
                                      t.dealloc = random_dealloc;
                                      t.traverse = random_traverse;
                                      t.new_ = new_with<random_new_definition>;
                                  });

constinit type_object system_random_type("random.SystemRandom", &random_type,
                                         type_gc | type_subclassable | type_has_dict, [](type_object& t) {
                                             t.methods = system_methods;
                                             t.instance_size = sizeof(random_object);
                                             t.dict_offset = __builtin_offsetof(random_object, dict);
                                             t.dealloc = random_dealloc;
                                             t.traverse = random_traverse;
                                             t.new_ = new_with<random_new_definition>;
                                         });

native_module native_modules::random("random", fill);

}  // namespace cowith
