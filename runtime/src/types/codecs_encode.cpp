// Encoding text.
#include "types/codecs.hpp"
#include "types/text.hpp"
#include "types/unicode.hpp"

#include <cstdio>

namespace cowith {

namespace {

class encoder {
  public:
    encoder(ref text, codec c, ref errors) noexcept : text_(text), codec_(c), errors_(errors) {}

    object run() noexcept {
        const std::string_view text = text_of(text_);
        if (codec_ == codec::utf8_signed) out_ = "\xef\xbb\xbf";
        if (codec_ == codec::utf16) put(0xfeff);
        if (codec_ == codec::utf32) put(0xfeff);
        std::size_t index = 0;
        for (const char *p = text.data(), *end = p + text.size(); p < end;) {
            const char* at = p;
            const std::uint32_t c = unicode::next(p);
            if (encodable(c)) {
                if (is_utf8())
                    out_.append(at, static_cast<std::size_t>(p - at));
                else
                    put(c);
                ++index;
                continue;
            }
            // Neighbours that can't be encoded either are handled together.
            std::size_t stop = index + 1;
            const char* last = p;
            while (gathers() && last < end) {
                const char* next = last;
                if (encodable(unicode::next(next))) break;
                last = next;
                ++stop;
            }
            if (!wrong({at, static_cast<std::size_t>(last - at)}, index, stop)) return failed;
            p = last;
            index = stop;
            if (resume_ != stop) {  // a handler wants to go on elsewhere
                index = resume_;
                p = text.data();
                for (std::size_t i = 0; i < index; ++i) unicode::next(p);
            }
        }
        return make_bytes(out_);
    }

  private:
    bool is_utf8() const noexcept { return codec_ == codec::utf8 || codec_ == codec::utf8_signed; }
    bool is_wide() const noexcept { return codec_ >= codec::utf16; }
    bool gathers() const noexcept { return !is_wide(); }
    bool encodable(std::uint32_t c) const noexcept {
        if (codec_ == codec::ascii) return c < 0x80;
        if (codec_ == codec::latin1) return c < 0x100;
        return !unicode::is_surrogate(c);
    }

    void put_unit(std::uint32_t v, unsigned width, bool big) noexcept {
        for (unsigned i = 0; i < width; ++i) out_.push_back(static_cast<char>(v >> (8 * (big ? width - 1 - i : i))));
    }
    void put(std::uint32_t c) noexcept {
        switch (codec_) {
        case codec::utf8:
        case codec::utf8_signed: unicode::append(out_, c); break;
        case codec::ascii:
        case codec::latin1: out_.push_back(static_cast<char>(c)); break;
        case codec::utf32:
        case codec::utf32_le:
        case codec::utf32_be: put_unit(c, 4, codec_ == codec::utf32_be); break;
        default: {
            const bool big = codec_ == codec::utf16_be;
            if (c < 0x10000) return put_unit(c, 2, big);
            put_unit(0xd800 + ((c - 0x10000) >> 10), 2, big);
            put_unit(0xdc00 + ((c - 0x10000) & 0x3ff), 2, big);
        }
        }
    }

    const char* reason() const noexcept {
        return codec_ == codec::ascii    ? "ordinal not in range(128)"
               : codec_ == codec::latin1 ? "ordinal not in range(256)"
                                         : "surrogates not allowed";
    }

    bool raise_strict(std::size_t start, std::size_t end) noexcept {
        const object name = make_str(codec_name(codec_)), why = make_str(reason());
        raise_with(UnicodeEncodeError_type,
                   {ref(name), text_, static_cast<std::int64_t>(start), static_cast<std::int64_t>(end), ref(why)});
        return false;
    }

    bool wrong(std::string_view piece, std::size_t start, std::size_t end) noexcept {
        resume_ = end;
        const error_handler handler = find_handler(errors_);
        if (handler == error_handler::strict) return raise_strict(start, end);
        if (handler == error_handler::unknown) return ask(start, end);
        if (handler == error_handler::ignore) return true;
        for (std::uint32_t c : unicode::points(piece)) {
            switch (handler) {
            case error_handler::replace: put('?'); break;
            case error_handler::backslashreplace: {
                std::string escape;
                append_escape(escape, c);
                for (char e : escape) put(static_cast<unsigned char>(e));
                break;
            }
            case error_handler::xmlcharrefreplace:
                for (char e : "&#" + std::to_string(c) + ";") put(static_cast<unsigned char>(e));
                break;
            case error_handler::surrogateescape:
                if (c < 0xdc80 || c > 0xdcff) return raise_strict(start, end);
                if (is_wide()) return raise_strict(start, end);
                out_.push_back(static_cast<char>(c - 0xdc00));
                break;
            default:  // surrogatepass
                if (!unicode::is_surrogate(c) || codec_ == codec::ascii || codec_ == codec::latin1)
                    return raise_strict(start, end);
                put(c);
                break;
            }
        }
        return true;
    }

    /// A handler of the program's own.
    bool ask(std::size_t start, std::size_t end) noexcept {
        const ref handler = registered_handler(errors_);
        if (!handler) return raise_unknown_handler(errors_), false;
        raise_strict(start, end);
        const object error = take_pending();
        const auto length = static_cast<std::size_t>(length_of(text_));
        const object instead = ask_handler(handler, error, length, true, resume_);
        if (!instead) return false;
        if (!is_str(instead)) {
            out_ += instead.as<bytes_object>()->view();
            return true;
        }
        for (std::uint32_t c : unicode::points(text_of(instead))) {
            if (!encodable(c)) return raise_strict(start, end);
            put(c);
        }
        return true;
    }

    ref text_;
    codec codec_;
    ref errors_;
    std::string out_;
    std::size_t resume_ = 0;  // where to go on after an error
};

}  // namespace

/// raw-unicode-escape: Latin-1, and \\uXXXX for what lies beyond.
static object encode_raw_escapes(ref text) noexcept {
    std::string out;
    const std::string_view all = text_of(text);
    for (const char* p = all.data(); p < all.data() + all.size();) {
        const std::uint32_t c = unicode::next(p);
        char escape[12];
        if (c < 0x100)
            out += static_cast<char>(c);
        else
            out.append(escape, static_cast<std::size_t>(
                                   std::snprintf(escape, sizeof escape, c < 0x10000 ? "\\u%04x" : "\\U%08x", c)));
    }
    return make_bytes(out);
}

object encode(ref text, ref encoding, ref errors) noexcept {
    if (encoding && is_raw_escapes(text_of(encoding))) return encode_raw_escapes(text);
    const codec c = find_codec(encoding, "encode");
    if (c == codec::unknown) return failed;
    if (text.as<str_object>()->is_ascii() && (c == codec::utf8 || c == codec::ascii || c == codec::latin1))
        return make_bytes(text_of(text));
    return encoder(text, c, errors).run();
}

}  // namespace cowith
