// A host that is compiled with -fno-exceptions -fno-rtti: outcomes are values.
#include "shop.hpp"

#include <cstdio>

using cowith::as_result;

static cowith::task<std::string> both() {
    auto order = shop::order(as_result, "main", "tea");
    if (!order) co_return order.exception();
    auto first = co_await std::move(*order).as_result();
    if (!first) co_return first.exception();
    auto wrong = co_await std::move(shop::order(as_result, "main", "coal").value()).as_result();
    if (!wrong) co_return wrong.exception();  // this one
    co_return *first;
}

int main() {
    auto good = shop::price(as_result, "tea", 2);
    auto bad = shop::wrong(as_result);
    auto item = shop::Item::create(as_result, "tea", 3);
    auto label = item->label(as_result);
    auto outcome = cowith::run(as_result, both());
    const bool right = good && *good == 7.5 && !bad && bad.exception().is("TypeError") && *label == "3 x tea" &&
                       !outcome && outcome.exception().type() == "shop.OutOfStock" &&
                       outcome.exception().message() == "coal";
    std::printf("no exceptions: %s\n", right ? "1 passed, 0 failed, 0 skipped" : "0 passed, 1 failed, 0 skipped");
    return !right;
}
