// slice: Objects/sliceobject.c.
#include "../objects/reduce.hpp"
#include "int_object.hpp"
#include "sequence.hpp"

namespace cowith {
namespace {

slice_object& as_slice(ref x) noexcept { return *x.as<slice_object>(); }

void slice_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<slice_object>(self);
}
void slice_traverse(header* self, visitor v, void* context) {
    auto& s = *static_cast<slice_object*>(self);
    visit(s.start, v, context);
    visit(s.stop, v, context);
    visit(s.step, v, context);
}

object slice_new(type_object&, const ref* args, std::size_t count, ref names) {
    if (!no_keywords("slice", names) || !count_between("slice", count, 1, 3)) return {};
    return count == 1 ? slice(None, args[0]) : slice(args[0], args[1], count == 3 ? args[2] : None);
}

object as_tuple(ref x) noexcept { return tuple(as_slice(x).start, as_slice(x).stop, as_slice(x).step); }

object slice_repr(ref self) {
    object parts = as_tuple(self);
    str_builder text;
    text.add("slice");
    if (!text.add_repr(parts)) return {};
    return text.finish();
}

object slice_richcompare(ref a, ref b, compare op) {
    if (!b.is_instance_exactly(slice_type)) return NotImplemented;
    if (a.is(b)) return boolean(op == compare::eq || op == compare::le || op == compare::ge);
    object left = as_tuple(a), right = as_tuple(b);
    return compare_objects(left, right, op);
}

std::int64_t slice_hash(ref self) { return hash_of(as_tuple(self)); }

object start_of(ref self, const ref*, std::size_t, ref) { return as_slice(self).start; }
object stop_of(ref self, const ref*, std::size_t, ref) { return as_slice(self).stop; }
object step_of(ref self, const ref*, std::size_t, ref) { return as_slice(self).step; }

/// A bound as an int object; None stays None.
bool bound_of(ref bound, object& out) noexcept {
    if (bound.is(None)) {
        out = None;
        return true;
    }
    if (!has_index(bound)) {
        raise_error(TypeError_type, "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    out = index_of(bound);
    return bool(out);
}

/// slice.indices over ints of any size (_PySlice_GetLongIndices).
object indices(ref self, const ref* args, std::size_t, ref) {
    object length = index_of(args[0]);
    if (!length) return {};
    if (less(length, 0)) return raise_error(ValueError_type, "length should not be negative");
    const slice_object& s = as_slice(self);
    object start, stop, step;
    if (!bound_of(s.step, step)) return {};
    if (step.is(None)) step = object(1);
    if (equal(step, 0)) return raise_error(ValueError_type, "slice step cannot be zero");
    const bool backwards = less(step, 0);
    const object lower = backwards ? object(-1) : object(0), upper = backwards ? length - 1 : length;
    auto clip = [&](ref bound, const object& missing, object& out) {
        if (!bound_of(bound, out)) return false;
        if (out.is(None)) {
            out = missing;
        } else if (less(out, 0)) {
            out = out + length;
            if (less(out, lower)) out = lower;
        } else if (greater(out, upper)) {
            out = upper;
        }
        return !is_failed();
    };
    if (!clip(s.start, backwards ? upper : lower, start) || !clip(s.stop, backwards ? lower : upper, stop)) return {};
    return tuple(start, stop, step);
}

object reduce(ref self, const ref*, std::size_t, ref) {
    const auto& s = *self.as<slice_object>();
    return tuple(ref(&slice_type), tuple(s.start, s.stop, s.step));
}

constexpr method_definition slice_methods[] = {
    {"__reduce__", reduce, "self, /"},
    {"indices", indices, "self, object, /"},
    {"start", start_of, "", method_getter},
    {"stop", stop_of, "", method_getter},
    {"step", step_of, "", method_getter},
    {"__class_getitem__", class_getitem, class_getitem_signature, method_class},
    {nullptr, nullptr},
};

bool clipped_bound(ref bound, std::int64_t& out) noexcept {
    if (!has_index(bound)) {
        raise_error(TypeError_type, "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    return to_index_clipped(bound, out);
}

}  // namespace

object slice(ref start, ref stop, ref step) noexcept {
    if (!start || !stop || !step) [[unlikely]]
        return pass_on();
    auto* s = make<slice_object>();
    s->start = start;
    s->stop = stop;
    s->step = step;
    track(s);
    return object::take(s);
}

bool slice_bounds::read(ref slice) noexcept {
    const slice_object& s = as_slice(slice);
    step = 1;
    if (!s.step.is(None)) {
        if (!clipped_bound(s.step, step)) return false;
        if (step == 0) {
            raise_error(ValueError_type, "slice step cannot be zero");
            return false;
        }
        if (step == INT64_MIN) step = -INT64_MAX;
    }
    start = step < 0 ? INT64_MAX : 0;
    stop = step < 0 ? INT64_MIN : INT64_MAX;
    return (s.start.is(None) || clipped_bound(s.start, start)) && (s.stop.is(None) || clipped_bound(s.stop, stop));
}

std::int64_t slice_bounds::fit(std::int64_t length) noexcept {
    const auto adjust = [&](std::int64_t& bound) {
        if (bound < 0) {
            bound += length;
            if (bound < 0) bound = step < 0 ? -1 : 0;
        } else if (bound >= length) {
            bound = step < 0 ? length - 1 : length;
        }
    };
    adjust(start);
    adjust(stop);
    if (step < 0) return stop < start ? (start - stop - 1) / -step + 1 : 0;
    return start < stop ? (stop - start - 1) / step + 1 : 0;
}

bool slice_indices(ref slice, std::int64_t length, std::int64_t& start, std::int64_t& stop, std::int64_t& step,
                   std::int64_t& count) noexcept {
    slice_bounds bounds;
    if (!bounds.read(slice)) return false;
    count = bounds.fit(length);
    start = bounds.start, stop = bounds.stop, step = bounds.step;
    return true;
}

constinit type_object slice_type("slice", &object_type, type_gc, [](type_object& t) {
    t.methods = slice_methods;
    t.instance_size = sizeof(slice_object);
    t.doc =
        "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for extended slicing (e.g. "
        "a[0:10:2]).";
    t.dealloc = slice_dealloc;
    t.traverse = slice_traverse;
    t.new_ = slice_new;
    t.repr = slice_repr;
    t.hash = slice_hash;
    t.richcompare = slice_richcompare;
});

}  // namespace cowith
