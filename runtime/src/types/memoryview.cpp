// memoryview over bytes and bytearray (Objects/memoryobject.c, one-dimensional and byte-sized items only).
#include "types/memoryview.hpp"

#include "types/arguments.hpp"
#include "types/bytes_object.hpp"
#include "types/text.hpp"

#include <cowith/binding.hpp>

#include <cstdio>

namespace cowith {

namespace {

memoryview_object& view_of(ref x) noexcept { return *x.as<memoryview_object>(); }

unsigned char* base_of(const memoryview_object& m) noexcept {
    return is_bytearray_object(m.owner) ? m.owner.as<bytearray_object>()->data : m.owner.as<bytes_object>()->data;
}
unsigned char& byte_at(const memoryview_object& m, std::int64_t i) noexcept { return base_of(m)[m.start + i * m.step]; }

bool alive(const memoryview_object& m) noexcept {
    if (m.owner) return true;
    raise_error(ValueError_type, "operation forbidden on released memoryview object");
    return false;
}

std::string contents(const memoryview_object& m) noexcept {
    std::string out;
    out.reserve(static_cast<std::size_t>(m.count));
    for (std::int64_t i = 0; i < m.count; ++i) out.push_back(static_cast<char>(byte_at(m, i)));
    return out;
}

memoryview_object* new_view(ref owner, bool readonly, std::int64_t start, std::int64_t count,
                            std::int64_t step) noexcept {
    auto* m = make<memoryview_object>();
    m->owner = owner;
    m->readonly = readonly;
    m->start = start;
    m->count = count;
    m->step = step;
    if (is_bytearray_object(owner)) ++owner.as<bytearray_object>()->exports;
    track(m);
    return m;
}

void let_go(memoryview_object& m) noexcept {
    if (!m.owner) return;
    if (is_bytearray_object(m.owner)) --m.owner.as<bytearray_object>()->exports;
    m.owner.reset();
}

object new_memoryview(type_object&, const ref* args, std::size_t count, ref names) {
    if (count + keyword_count(names) != 1)
        return count + keyword_count(names) == 0
                   ? object(raise_error(TypeError_type, "memoryview() missing required argument 'object' (pos 1)"))
                   : object(raise_error(TypeError_type, "memoryview() takes at most 1 argument (%zd given)",
                                        count + keyword_count(names)));
    if (keyword_count(names) && text_of(keyword_name(names, 0)) != "object")
        return raise_error(TypeError_type, "memoryview() got an unexpected keyword argument '%S'",
                           keyword_name(names, 0));
    return make_memoryview(args[0]);
}

object element(const memoryview_object& m, std::int64_t i) noexcept {
    if (!m.cast_char) return static_cast<std::int64_t>(byte_at(m, i));
    const char c = static_cast<char>(byte_at(m, i));
    return make_bytes({&c, 1});
}

/// The place that an index means; false: failed.
bool read_index(const memoryview_object& m, ref key, std::int64_t& i) noexcept {
    if (!has_index(key)) {
        raise_error(TypeError_type, "memoryview: invalid slice key");
        return false;
    }
    if (!to_index(key, i)) return false;
    if (i < 0) i += m.count;
    if (i >= 0 && i < m.count) return true;
    raise_error(IndexError_type, "index out of bounds on dimension 1");
    return false;
}

object getitem(ref self, ref key) {
    auto& m = view_of(self);
    if (!alive(m)) return failed;
    if (key.is_heap() && key.type() == &slice_type) {
        std::int64_t start, stop, step, count;
        if (!slice_indices(key, m.count, start, stop, step, count) || !alive(m)) return failed;
        auto* part = new_view(m.owner, m.readonly, m.start + start * m.step, count > 0 ? count : 0, m.step * step);
        part->cast_char = m.cast_char;
        return object::take(part);
    }
    std::int64_t i;
    if (!read_index(m, key, i) || !alive(m)) return failed;
    return element(m, i);
}

bool setitem(ref self, ref key, ref value) {
    auto& m = view_of(self);
    if (!alive(m)) return false;
    if (m.readonly) return raise_error(TypeError_type, "cannot modify read-only memory"), false;
    if (!value) return raise_error(TypeError_type, "cannot delete memory"), false;
    if (key.is_heap() && key.type() == &slice_type) {
        std::int64_t start, stop, step, count;
        std::string_view data;
        if (!slice_indices(key, m.count, start, stop, step, count) || !require_bytes(value, data) || !alive(m))
            return false;
        if (data.size() != static_cast<std::size_t>(count > 0 ? count : 0)) {
            raise_error(ValueError_type, "memoryview assignment: lvalue and rvalue have different structures");
            return false;
        }
        const std::string copy(data);
        for (std::int64_t i = 0; i < count; ++i)
            byte_at(m, start + i * step) = static_cast<unsigned char>(copy[static_cast<std::size_t>(i)]);
        return true;
    }
    std::int64_t i;
    if (!read_index(m, key, i)) return false;
    const object index = to_index_object(value);
    if (!index) {
        if (pending_is(TypeError_type))
            clear_pending(), raise_error(TypeError_type, "memoryview: invalid type for format 'B'");
        return false;
    }
    std::int64_t byte;
    if (!int_value(index, byte) || byte < 0 || byte > 255) {
        raise_error(ValueError_type, "memoryview: invalid value for format 'B'");
        return false;
    }
    if (!alive(m)) return false;
    byte_at(m, i) = static_cast<unsigned char>(byte);
    return true;
}

object richcompare(ref a, ref b, compare op) {
    if (op != compare::eq && op != compare::ne) return NotImplemented;
    auto& m = view_of(a);
    if (!m.owner) return boolean(a.is(b) == (op == compare::eq));
    std::string other;
    std::string_view data;
    if (b.is_heap() && b.type() == &memoryview_type) {
        if (!view_of(b).owner) return boolean(op == compare::ne);
        other = contents(view_of(b));
    } else if (find_bytes_of(b, data)) {
        other.assign(data);
    } else {
        return is_failed() ? object() : object(NotImplemented);
    }
    return boolean((contents(m) == other) == (op == compare::eq));
}

std::int64_t hash(ref x) {
    auto& m = view_of(x);
    if (m.hash != -1) return m.hash;
    if (!alive(m)) return -1;
    if (!m.readonly) return raise_error(ValueError_type, "cannot hash writable memoryview object"), -1;
    const std::string data = contents(m);
    return m.hash = hash_bytes(data.data(), data.size());
}

// ---- methods and attributes

object method_tobytes(ref self, const ref*, std::size_t, ref) {
    return alive(view_of(self)) ? make_bytes(contents(view_of(self))) : object();
}
object method_tolist(ref self, const ref*, std::size_t, ref) {
    auto& m = view_of(self);
    if (!alive(m)) return failed;
    object list = make_list();
    for (std::int64_t i = 0; i < m.count; ++i)
        if (!list_append(list, element(m, i))) return failed;
    return list;
}
object method_hex(ref self, const ref* args, std::size_t, ref) {
    return alive(view_of(self)) ? hex_text(contents(view_of(self)), args[0], args[1]) : object();
}
object method_release(ref self, const ref*, std::size_t, ref) {
    let_go(view_of(self));
    return None;
}
object method_enter(ref self, const ref*, std::size_t, ref) { return alive(view_of(self)) ? object(self) : object(); }
object method_toreadonly(ref self, const ref*, std::size_t, ref) {
    auto& m = view_of(self);
    if (!alive(m)) return failed;
    auto* copy = new_view(m.owner, true, m.start, m.count, m.step);
    copy->cast_char = m.cast_char;
    return object::take(copy);
}
object method_cast(ref self, const ref* args, std::size_t, ref) {
    auto& m = view_of(self);
    if (!alive(m)) return failed;
    if (!is_str(args[0])) return raise_error(TypeError_type, "cast() argument 'format' must be str, not %T", args[0]);
    const std::string_view format = text_of(args[0]);
    if (format != "B" && format != "c")
        return raise_error(NotImplementedError_type, "memoryview.cast to format '%S' is not supported yet", args[0]);
    if (args[1]) return raise_error(NotImplementedError_type, "memoryview.cast with a shape is not supported yet");
    if (m.step != 1) return raise_error(TypeError_type, "memoryview: casts are restricted to C-contiguous views");
    auto* copy = new_view(m.owner, m.readonly, m.start, m.count, 1);
    copy->cast_char = format == "c";
    return object::take(copy);
}

#define COWITH_VIEW_ATTRIBUTE(name, value)                                                                             \
    object attribute_##name(ref self, const ref*, std::size_t, ref) {                                                  \
        auto& m = view_of(self);                                                                                       \
        if (!alive(m)) return failed;                                                                                  \
        return value;                                                                                                  \
    }
COWITH_VIEW_ATTRIBUTE(obj, m.owner)
COWITH_VIEW_ATTRIBUTE(nbytes, object(m.count))
COWITH_VIEW_ATTRIBUTE(readonly, boolean(m.readonly))
COWITH_VIEW_ATTRIBUTE(itemsize, object(1))
COWITH_VIEW_ATTRIBUTE(ndim, object(1))
COWITH_VIEW_ATTRIBUTE(format, make_str(m.cast_char ? "c" : "B"))
COWITH_VIEW_ATTRIBUTE(shape, tuple(ref(m.count)))
COWITH_VIEW_ATTRIBUTE(strides, tuple(ref(m.step)))
COWITH_VIEW_ATTRIBUTE(suboffsets, new_tuple(0))
COWITH_VIEW_ATTRIBUTE(contiguous, boolean(m.step == 1 || m.count <= 1))
#undef COWITH_VIEW_ATTRIBUTE

constexpr method_definition memoryview_methods[] = {
    {"tobytes", method_tobytes, "self, /, order='C'"},
    {"tolist", method_tolist, "self, /"},
    {"hex", method_hex, "self, /, sep=<unrepresentable>, bytes_per_sep=1"},
    {"release", method_release, "self, /"},
    {"toreadonly", method_toreadonly, "self, /"},
    {"cast", method_cast, "self, /, format, shape=<unrepresentable>"},
    {"__enter__", method_enter, "self, /"},
    {"__exit__", method_release, "self, /, *exc_info"},
    {"obj", attribute_obj, "", method_getter},
    {"nbytes", attribute_nbytes, "", method_getter},
    {"readonly", attribute_readonly, "", method_getter},
    {"itemsize", attribute_itemsize, "", method_getter},
    {"ndim", attribute_ndim, "", method_getter},
    {"format", attribute_format, "", method_getter},
    {"shape", attribute_shape, "", method_getter},
    {"strides", attribute_strides, "", method_getter},
    {"suboffsets", attribute_suboffsets, "", method_getter},
    {"contiguous", attribute_contiguous, "", method_getter},
    {"c_contiguous", attribute_contiguous, "", method_getter},
    {"f_contiguous", attribute_contiguous, "", method_getter},
    {"__class_getitem__", class_getitem, "cls, item, /", method_class},
    {nullptr, nullptr},
};

}  // namespace

object make_memoryview(ref x) noexcept {
    if (x.is_heap() && x.type() == &memoryview_type) {
        auto& m = view_of(x);
        if (!alive(m)) return failed;
        auto* copy = new_view(m.owner, m.readonly, m.start, m.count, m.step);
        copy->cast_char = m.cast_char;
        return object::take(copy);
    }
    if (is_bytes_object(x))
        return object::take(new_view(x, true, 0, static_cast<std::int64_t>(x.as<bytes_object>()->size), 1));
    if (is_bytearray_object(x))
        return object::take(new_view(x, false, 0, static_cast<std::int64_t>(x.as<bytearray_object>()->size), 1));
    return raise_error(TypeError_type, "memoryview: a bytes-like object is required, not '%T'", x);
}

bool copy_memoryview(ref x, std::string& out) noexcept {
    if (!x.is_heap() || x.type() != &memoryview_type || !view_of(x).owner) return false;
    out = contents(view_of(x));
    return true;
}

bool memoryview_contents(ref x, std::string_view& data) noexcept {
    if (!x.is_heap() || x.type() != &memoryview_type) return false;
    auto& m = view_of(x);
    if (!alive(m)) return false;
    if (m.step != 1 && m.count > 1) {
        raise_error(BufferError_type, "memoryview: underlying buffer is not C-contiguous");
        return false;
    }
    data = {reinterpret_cast<const char*>(base_of(m)) + m.start, static_cast<std::size_t>(m.count)};
    return true;
}

constinit type_object memoryview_type("memoryview", &object_type, type_gc | type_sequence, [](type_object& t) {
    t.instance_size = sizeof(memoryview_object);
    t.methods = memoryview_methods;
    t.dealloc = [](header* dead) noexcept {
        auto* m = static_cast<memoryview_object*>(dead);
        untrack(m);
        let_go(*m);
        destroy<memoryview_object>(m);
    };
    t.traverse = [](header* o, visitor v, void* context) {
        visit(static_cast<memoryview_object*>(o)->owner, v, context);
    };
    t.clear = [](header* o) { let_go(*static_cast<memoryview_object*>(o)); };
    t.new_ = new_memoryview;
    t.repr = [](ref x) -> object {
        char text[48];
        std::snprintf(text, sizeof text, view_of(x).owner ? "<memory at %p>" : "<released memory at %p>",
                      static_cast<void*>(x.heap()));
        return make_str(text);
    };
    t.hash = hash;
    t.richcompare = richcompare;
    t.length = [](ref x) -> std::int64_t { return alive(view_of(x)) ? view_of(x).count : -1; };
    t.getitem = getitem;
    t.setitem = setitem;
    t.iter = [](ref x) -> object { return make_sequence_iterator(x); };
    t.doc = "Create a new memoryview object which references the given object.";
});

}  // namespace cowith
