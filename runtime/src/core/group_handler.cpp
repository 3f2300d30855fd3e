// except*: splits the exception clause by clause, and puts together what goes on (Objects/exceptions.c, _PyExc_PrepReraiseStar;
// Python/ceval.c, _PyEval_ExceptionGroupMatch).
#include "cowith/exceptions.hpp"
#include "cowith/gc.hpp"
#include "cowith/generated.hpp"

namespace cowith {

namespace {

bool is_group(ref x) noexcept { return has_type(x, BaseExceptionGroup_type); }

bool same_metadata(ref a, ref b) noexcept {
    const auto* x = a.as<exception>();
    const auto* y = b.as<exception>();
    return x->notes.is(y->notes) && x->traceback.is(y->traceback) && x->cause.is(y->cause) && x->context.is(y->context);
}

// The leaves of a group, as a set of identities in a list.
bool add_leaves(ref x, ref list) noexcept {
    if (!is_group(x)) return list_append(list, x);
    object children = x.attr(intern("exceptions"));
    if (!children) return false;
    const auto* items = children.as<tuple_object>();
    for (std::size_t i = 0; i < items->size; ++i)
        if (!add_leaves(items->items[i], list)) return false;
    return true;
}

bool holds_leaf(ref list, ref leaf) noexcept {
    const auto* l = list.as<list_object>();
    for (std::size_t i = 0; i < l->size; ++i)
        if (l->items[i].is(leaf)) return true;
    return false;
}

// The part of a group that consists of these leaves, nested as before; None: nothing. Empty: failed.
object project(ref group, ref leaves) noexcept {
    object children = group.attr(intern("exceptions"));
    if (!children) return {};
    object kept = make_list();
    const auto* items = children.as<tuple_object>();
    for (std::size_t i = 0; i < items->size; ++i) {
        const ref child = items->items[i];
        if (is_group(child)) {
            object part = project(child, leaves);
            if (!part) return {};
            if (!part.is(None)) list_append(kept, part);
        } else if (holds_leaf(leaves, child)) {
            list_append(kept, child);
        }
    }
    if (kept.as<list_object>()->size == 0) return None;
    object part = group.call(intern("derive"), kept);
    if (!part) return {};
    auto* to = part.as<exception>();
    const auto* from = group.as<exception>();
    to->traceback = from->traceback;
    to->context = from->context;
    to->cause = from->cause;
    to->suppress_context = from->suppress_context;
    if (from->notes) to->notes = list_from(from->notes);
    return part;
}

// What goes on behind the clauses: None when nothing does. Empty: failed.
object what_goes_on(ref original, ref raised) noexcept {
    const auto* all = raised.as<list_object>();
    if (all->size == 0) return None;
    if (!is_group(original)) return all->items[0];  // a naked exception: one clause at most has run
    object fresh = make_list(), leaves = make_list();
    bool again = false;
    for (std::size_t i = 0; i < all->size; ++i) {
        if (!same_metadata(all->items[i], original)) {
            list_append(fresh, all->items[i]);
            continue;
        }
        again = true;
        if (!add_leaves(all->items[i], leaves)) return {};
    }
    object rest = None;
    if (again) rest = project(original, leaves);
    if (!rest || fresh.as<list_object>()->size == 0) return rest;
    if (!rest.is(None)) list_append(fresh, rest);
    if (fresh.as<list_object>()->size == 1) return fresh.as<list_object>()->items[0];
    return ref(&BaseExceptionGroup_type)(make_str(""), fresh);
}

}  // namespace

void group_handler::begin() noexcept {
    if (!state.pending) return;
    original_ = take_pending();
    rest_ = original_;
    raised_ = make_list();
    begin_handling(original_);
}

bool group_handler::take_match(ref type) noexcept {
    if (!rest_ || rest_.is(None)) return false;
    // Groups themselves can't be caught this way.
    const auto check = [&](ref t) {
        if (!t.is_heap() || !has_flag(t, is_type) || !is_subtype(t.as<type_object>(), &BaseException_type)) {
            raise_error(TypeError_type, "catching classes that do not inherit from BaseException is not allowed");
            return false;
        }
        if (is_subtype(t.as<type_object>(), &BaseExceptionGroup_type)) {
            raise_error(TypeError_type, "catching ExceptionGroup with except* is not allowed. Use except instead.");
            return false;
        }
        return true;
    };
    if (has_flag(type, is_tuple)) {
        const auto* types = type.as<tuple_object>();
        for (std::size_t i = 0; i < types->size; ++i)
            if (!check(types->items[i])) return false;
    } else if (!check(type)) {
        return false;
    }
    const int matches = exception_matches(rest_, type);
    if (matches < 0) return false;
    if (matches > 0) {
        if (is_group(rest_)) {
            match_ = rest_;
        } else {
            match_ = ref(&BaseExceptionGroup_type)(make_str(""), tuple(rest_));
            if (!match_) return false;
            match_.as<struct exception>()->traceback = rest_.as<struct exception>()->traceback;
        }
        rest_ = None;
    } else if (is_group(rest_)) {
        object pair = rest_.call(intern("split"), type);
        if (!pair) return false;
        if (pair.type() != &tuple_type || pair.as<tuple_object>()->size < 2) {
            raise_error(TypeError_type, "%T.split must return a 2-tuple, got tuple of size 0", ref(rest_));
            return false;
        }
        object part = pair.as<tuple_object>()->items[0];
        if (part.is(None)) return false;
        rest_ = pair.as<tuple_object>()->items[1];
        match_ = std::move(part);
    } else {
        return false;
    }
    end_handling();
    begin_handling(match_);
    return true;
}

void group_handler::end_clause() noexcept {
    if (state.pending) list_append(raised_, take_pending());
    if (bound_) std::exchange(bound_, nullptr)->reset();
    match_.reset();
    end_handling();
    begin_handling(original_);
}

bool group_handler::reraises() noexcept {
    if (failed_) return true;
    if (rest_ && !rest_.is(None)) list_append(raised_, rest_);
    object next = what_goes_on(original_, raised_);
    if (!next) return true;
    end_handling();
    if (next.is(None)) return false;
    cowith::reraise(static_cast<struct exception*>(next.give()));
    return true;
}

void group_handler::release() noexcept {
    end_handling();
    if (!original_ && !exception_) return;
    saved_error keep;
    if (bound_) std::exchange(bound_, nullptr)->reset();
    match_.reset();
    rest_.reset();
    raised_.reset();
    original_.reset();
    exception_.reset();
}

void group_handler::traverse(visitor v, void* context) noexcept {
    for (const object* o : {&original_, &rest_, &match_, &raised_, &exception_}) visit(*o, v, context);
}

}  // namespace cowith
