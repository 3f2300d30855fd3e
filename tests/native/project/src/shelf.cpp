#include <parts/shelf.hpp>

#include <stdexcept>

void parts::Shelf::put(const std::string& name) {
    if (parts_.size() == SHELF_LIMIT) throw std::length_error("full");
    parts_.push_back(labelled(name));
}
