// contextvars: the current context, and running code in another one (PEP 567).
#pragma once
#include "types.hpp"

namespace cowith {

extern type_object context_type, context_var_type, context_token_type;

/// contextvars.copy_context(). Empty while no context was ever needed: an empty object stands for a fresh, empty context.
object copy_context() noexcept;

/// Makes the context in `slot` the current one for a scope; what the scope made of it (an empty slot: made on demand) is put back there.
class context_scope {
  public:
    explicit context_scope(object& slot) noexcept : slot_(slot), outer_(object::take(state.context)) {
        state.context = slot_.give();
    }
    ~context_scope() {
        slot_ = object::take(state.context);
        state.context = outer_.give();
    }
    context_scope(const context_scope&) = delete;
    context_scope& operator=(const context_scope&) = delete;

  private:
    object& slot_;
    object outer_;
};

/// The current context object, made if there is none yet; borrowed.
ref current_context() noexcept;

}  // namespace cowith
