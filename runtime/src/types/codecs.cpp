// Names of codecs and error handlers; decoding.
#include "types/codecs.hpp"

#include "types/text.hpp"
#include "types/unicode.hpp"

namespace cowith {

namespace {

struct codec_alias {
    const char* name;
    codec id;
};
constexpr codec_alias aliases[] = {
    {"utf-8", codec::utf8},
    {"utf8", codec::utf8},
    {"u8", codec::utf8},
    {"utf", codec::utf8},
    {"cp65001", codec::utf8},
    {"utf8-ucs2", codec::utf8},
    {"utf8-ucs4", codec::utf8},
    {"utf-8-sig", codec::utf8_signed},
    {"ascii", codec::ascii},
    {"us-ascii", codec::ascii},
    {"646", codec::ascii},
    {"us", codec::ascii},
    {"ansi-x3.4-1968", codec::ascii},
    {"iso646-us", codec::ascii},
    {"latin-1", codec::latin1},
    {"latin1", codec::latin1},
    {"iso-8859-1", codec::latin1},
    {"iso8859-1", codec::latin1},
    {"8859", codec::latin1},
    {"cp819", codec::latin1},
    {"l1", codec::latin1},
    {"latin", codec::latin1},
    {"utf-16", codec::utf16},
    {"utf16", codec::utf16},
    {"u16", codec::utf16},
    {"utf-16-le", codec::utf16_le},
    {"utf-16le", codec::utf16_le},
    {"utf-16-be", codec::utf16_be},
    {"utf-16be", codec::utf16_be},
    {"utf-32", codec::utf32},
    {"utf32", codec::utf32},
    {"u32", codec::utf32},
    {"utf-32-le", codec::utf32_le},
    {"utf-32le", codec::utf32_le},
    {"utf-32-be", codec::utf32_be},
    {"utf-32be", codec::utf32_be},
};

constexpr const char* handler_names[] = {
    "", "strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape", "surrogatepass"};

}  // namespace

codec find_codec(ref name, const char* use) noexcept {
    if (!name) return codec::utf8;
    const std::string_view text = text_of(name);
    if (text.find('\0') != text.npos) {
        raise_error(ValueError_type, "embedded null character");
        return codec::unknown;
    }
    std::string plain;
    for (char c : text)
        plain.push_back(c == '_' || c == ' ' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    for (const codec_alias& alias : aliases)
        if (plain == alias.name) return alias.id;
    // Codecs from bytes to bytes or str to str exist, but not for str.encode and bytes.decode.
    for (const char* other : {"base64", "base64-codec", "bz2", "bz2-codec", "hex", "hex-codec", "quopri",
                              "quopri-codec", "rot13", "rot-13", "uu", "uu-codec", "zip", "zlib", "zlib-codec"}) {
        if (plain != other) continue;
        raise_error(LookupError_type, "'%S' is not a text encoding; use codecs.%s() to handle arbitrary codecs", name,
                    use);
        return codec::unknown;
    }
    raise_error(LookupError_type, "unknown encoding: %S", name);
    return codec::unknown;
}

error_handler find_handler(ref name) noexcept {
    if (!name) return error_handler::strict;
    for (int i = 1; i < 8; ++i)
        if (text_of(name) == handler_names[i]) return static_cast<error_handler>(i);
    return error_handler::unknown;
}

failed_t raise_unknown_handler(ref name) noexcept {
    return raise_error(LookupError_type, "unknown error handler name '%S'", name);
}

static object& registered_handlers() noexcept {
    static object all = make_dict();
    return all;
}
ref registered_handler(ref name) noexcept { return name ? dict_get(registered_handlers(), name) : ref(); }
void register_handler(ref name, ref handler) noexcept { dict_set(registered_handlers(), name, handler); }

object ask_handler(ref handler, ref error, std::size_t length, bool bytes_too, std::size_t& resume) noexcept {
    object answer = handler(error);
    if (!answer) return {};
    const auto* pair = has_flag(answer, is_tuple) ? answer.as<tuple_object>() : nullptr;
    const bool good = pair && pair->size == 2 && is_int(pair->items[1]) &&
                      (is_str(pair->items[0]) || (bytes_too && has_type(pair->items[0], bytes_type)));
    if (!good)
        return raise_error(TypeError_type, bytes_too ? "encoding error handler must return (str/bytes, int) tuple"
                                                     : "decoding error handler must return (str, int) tuple");
    std::int64_t position;
    if (!to_size(pair->items[1], position)) return {};
    const auto size = static_cast<std::int64_t>(length);
    if (position < 0) position += size;
    if (position < 0 || position > size)
        return raise_error(IndexError_type, "position %zd from error handler out of bounds",
                           static_cast<ssize_t>(position));
    resume = static_cast<std::size_t>(position);
    return pair->items[0];
}

const char* codec_name(codec c) noexcept {
    constexpr const char* names[] = {"",          "utf-8",     "utf-8",  "ascii",     "latin-1",  "utf-16",
                                     "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"};
    return names[static_cast<int>(c)];
}

namespace {

/// Decodes into text, asking the error handler where the bytes are wrong.
class decoder {
  public:
    decoder(std::string_view data, codec c, ref errors, ref source) noexcept
        : data_(data), codec_(c), shown_(c), errors_(errors), source_(source) {}

    object run() noexcept {
        bool good = true;
        switch (codec_) {
        case codec::utf8: good = utf8(); break;
        case codec::utf8_signed:
            if (data_.substr(0, 3) == "\xef\xbb\xbf") at_ = 3;
            good = utf8();
            break;
        case codec::ascii: good = ascii(); break;
        case codec::latin1: latin1(); break;
        case codec::utf16:
        case codec::utf16_le:
        case codec::utf16_be: good = utf16(); break;
        default: good = utf32(); break;
        }
        return good ? make_str(out_) : object();
    }

  private:
    unsigned byte(std::size_t i) const noexcept { return static_cast<unsigned char>(data_[i]); }

    bool ascii() noexcept {
        while (at_ < data_.size()) {
            if (byte(at_) < 0x80)
                out_.push_back(data_[at_++]);
            else if (!wrong(at_, at_ + 1, "ordinal not in range(128)"))
                return false;
        }
        return true;
    }

    void latin1() noexcept {
        for (; at_ < data_.size(); ++at_) unicode::append(out_, byte(at_));
    }

    bool utf8() noexcept {
        constexpr const char *start = "invalid start byte", *more = "invalid continuation byte",
                             *early = "unexpected end of data";
        while (at_ < data_.size()) {
            const unsigned lead = byte(at_);
            if (lead < 0x80) {
                out_.push_back(data_[at_++]);
                continue;
            }
            if (lead < 0xc2 || lead > 0xf4) {
                if (!wrong(at_, at_ + 1, start)) return false;
                continue;
            }
            const unsigned size = unicode::sequence_length(static_cast<unsigned char>(lead));
            // The second byte's range depends on the lead: no overlong forms, surrogates or points beyond the last.
            const unsigned low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
            const unsigned high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
            unsigned good = 1;
            while (good < size && at_ + good < data_.size()) {
                const unsigned next = byte(at_ + good);
                if (good == 1 ? next < low || next > high : (next & 0xc0) != 0x80) break;
                ++good;
            }
            if (good == size) {
                out_.append(data_.substr(at_, size));
                at_ += size;
            } else if (at_ + good == data_.size()) {
                if (!wrong(at_, data_.size(), early)) return false;
            } else if (!wrong(at_, at_ + good, more)) {
                return false;
            }
        }
        return true;
    }

    std::uint32_t unit(std::size_t at, unsigned width, bool big) const noexcept {
        std::uint32_t v = 0;
        for (unsigned i = 0; i < width; ++i) v |= byte(at + i) << (8 * (big ? width - 1 - i : i));
        return v;
    }

    bool utf16() noexcept {
        bool big = codec_ == codec::utf16_be;
        if (codec_ == codec::utf16 && data_.size() >= 2) {
            const std::uint32_t mark = unit(0, 2, false);
            if (mark == 0xfeff) at_ = 2;
            if (mark == 0xfffe) at_ = 2, big = true;
        }
        shown_ = big ? codec::utf16_be : codec::utf16_le;
        while (at_ < data_.size()) {
            if (data_.size() - at_ < 2) {
                if (!wrong(at_, data_.size(), "truncated data")) return false;
                continue;
            }
            const std::uint32_t first = unit(at_, 2, big);
            if (!unicode::is_surrogate(first)) {
                unicode::append(out_, first);
                at_ += 2;
            } else if (first >= 0xdc00) {
                if (!wrong(at_, at_ + 2, "illegal encoding")) return false;
            } else if (data_.size() - at_ < 4) {
                if (!wrong(at_, data_.size(), "unexpected end of data")) return false;
            } else if (const std::uint32_t second = unit(at_ + 2, 2, big); second >= 0xdc00 && second <= 0xdfff) {
                unicode::append(out_, 0x10000 + ((first - 0xd800) << 10 | (second - 0xdc00)));
                at_ += 4;
            } else if (!wrong(at_, at_ + 2, "illegal UTF-16 surrogate")) {
                return false;
            }
        }
        return true;
    }

    bool utf32() noexcept {
        bool big = codec_ == codec::utf32_be;
        if (codec_ == codec::utf32 && data_.size() >= 4) {
            const std::uint32_t mark = unit(0, 4, false);
            if (mark == 0xfeff) at_ = 4;
            if (mark == 0xfffe0000) at_ = 4, big = true;
        }
        shown_ = big ? codec::utf32_be : codec::utf32_le;
        while (at_ < data_.size()) {
            if (data_.size() - at_ < 4) {
                if (!wrong(at_, data_.size(), "truncated data")) return false;
                continue;
            }
            const std::uint32_t point = unit(at_, 4, big);
            if (unicode::is_surrogate(point)) {
                if (!wrong(at_, at_ + 4, "code point in surrogate code point range(0xd800, 0xe000)")) return false;
            } else if (point > unicode::last_point) {
                if (!wrong(at_, at_ + 4, "code point not in range(0x110000)")) return false;
            } else {
                unicode::append(out_, point);
                at_ += 4;
            }
        }
        return true;
    }

    failed_t raise_strict(std::size_t start, std::size_t end, const char* reason) noexcept {
        object source = source_;
        if (!source || !has_flag(source, type_flag::is_bytes)) source = make_bytes(data_);
        const object name = make_str(codec_name(shown_)), why = make_str(reason);
        return raise_with(UnicodeDecodeError_type, {ref(name), ref(source), static_cast<std::int64_t>(start),
                                                    static_cast<std::int64_t>(end), ref(why)});
    }

    /// What is wrong at [start, end): handled and skipped, or false.
    bool wrong(std::size_t start, std::size_t end, const char* reason) noexcept {
        at_ = end;
        switch (find_handler(errors_)) {
        case error_handler::ignore: return true;
        case error_handler::replace: unicode::append(out_, 0xfffd); return true;
        case error_handler::backslashreplace:
            for (std::size_t i = start; i < end; ++i) append_hex_escape(byte(i));
            return true;
        case error_handler::surrogateescape: {
            std::size_t i = start;
            for (; i < end && i < start + 4 && byte(i) >= 0x80; ++i) unicode::append(out_, 0xdc00 + byte(i));
            if (i == start) return raise_strict(start, end, reason), false;
            at_ = i;
            return true;
        }
        case error_handler::surrogatepass: {
            const unsigned width = codec_ == codec::utf8 || codec_ == codec::utf8_signed ? 3
                                   : codec_ >= codec::utf32                              ? 4
                                                                                         : 2;
            std::uint32_t point = 0;
            if (start + width <= data_.size()) {
                if (width == 3)
                    point = (byte(start) & 0x0f) << 12 | (byte(start + 1) & 0x3f) << 6 | (byte(start + 2) & 0x3f);
                else
                    point = unit(start, width, codec_ == codec::utf16_be || codec_ == codec::utf32_be);
                const bool lead_good = width != 3 || (byte(start) == 0xed && (byte(start + 1) & 0xc0) == 0x80 &&
                                                      (byte(start + 2) & 0xc0) == 0x80);
                if (lead_good && unicode::is_surrogate(point) && codec_ != codec::ascii && codec_ != codec::latin1) {
                    unicode::append(out_, point);
                    at_ = start + width;
                    return true;
                }
            }
            return raise_strict(start, end, reason), false;
        }
        case error_handler::xmlcharrefreplace:
            raise_error(TypeError_type, "don't know how to handle UnicodeDecodeError in error callback");
            return false;
        case error_handler::strict: return raise_strict(start, end, reason), false;
        default: return ask(start, end, reason);
        }
    }

    /// A handler of the program's own.
    bool ask(std::size_t start, std::size_t end, const char* reason) noexcept {
        const ref handler = registered_handler(errors_);
        if (!handler) return raise_unknown_handler(errors_), false;
        raise_strict(start, end, reason);
        const object error = take_pending();
        const object text = ask_handler(handler, error, data_.size(), false, at_);
        if (!text) return false;
        out_ += text_of(text);
        return true;
    }

    void append_hex_escape(unsigned b) noexcept {
        out_ += "\\x";
        out_ += "0123456789abcdef"[b >> 4];
        out_ += "0123456789abcdef"[b & 15];
    }

    std::string_view data_;
    codec codec_, shown_;  // `shown_`: the one that errors name, its byte order known
    ref errors_, source_;
    std::size_t at_ = 0;
    std::string out_;
};

}  // namespace

bool is_raw_escapes(std::string_view encoding) noexcept {
    return encoding == "raw-unicode-escape" || encoding == "raw_unicode_escape" || encoding == "rawunicodeescape";
}

static object decode_raw_escapes(std::string_view data) noexcept {
    str_builder out;
    for (std::size_t i = 0; i < data.size(); ++i) {
        std::size_t slashes = i;
        while (slashes > 0 && data[slashes - 1] == '\\') --slashes;
        const std::size_t digits = data[i] == 'u' ? 4 : data[i] == 'U' ? 8 : 0;
        if (digits == 0 || (i - slashes) % 2 == 0) {
            const bool opens = data[i] == '\\' && (i - slashes) % 2 == 0 && i + 1 < data.size() &&
                               (data[i + 1] == 'u' || data[i + 1] == 'U');
            if (!opens) out.add_point(static_cast<unsigned char>(data[i]));
            continue;
        }
        std::uint32_t point = 0;
        bool good = i + digits < data.size();
        for (std::size_t k = 1; good && k <= digits; ++k) {
            const char c = data[i + k];
            const int value = c >= '0' && c <= '9'   ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            good = value >= 0;
            point = point * 16 + static_cast<std::uint32_t>(value);
        }
        if (!good || point > 0x10FFFF)
            return raise_error(ValueError_type, "'rawunicodeescape' codec can't decode the escape at position %zd",
                               i - 1);
        out.add_point(point);
        i += digits;
    }
    return out.finish();
}

object decode(std::string_view data, ref encoding, ref errors, ref source) noexcept {
    if (encoding && is_raw_escapes(text_of(encoding))) return decode_raw_escapes(data);
    const codec c = find_codec(encoding, "decode");
    if (c == codec::unknown) return failed;
    if ((c == codec::utf8 || c == codec::ascii || c == codec::latin1) && unicode::is_ascii(data))
        return make_str_of_length(data, data.size());
    return decoder(data, c, errors, source).run();
}

object make_str_from_utf8(std::string_view bytes) noexcept {
    if (unicode::is_ascii(bytes)) return make_str_of_length(bytes, bytes.size());
    static const ref escape = intern("surrogateescape");
    return decoder(bytes, codec::utf8, escape, {}).run();
}

}  // namespace cowith
