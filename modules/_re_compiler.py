"""Nodes of a regular expression -> the numbers that _sre runs (runtime/src/modules/sre/program.hpp)."""
import _sre
from _re_parser import ASCII, DOTALL, IGNORECASE, LOCALE, MAXREPEAT, MULTILINE, PatternError, width_of

(SUCCESS, FAIL, CHARS, ANY, ANY_ALL, SET, AT, MARK, JUMP, SPLIT, SPLIT_LAZY, REPEAT_ONE, LOOP_INIT, LOOP, LOOP_MORE,
 GROUP, CONDITION, LOOK, ATOMIC) = range(19)
EXACT, ASCII_LOWER, UNICODE_LOWER = range(3)
ITEM_CHAR, ITEM_RANGE, ITEM_CATEGORY = range(3)
_PLACES = {"beginning": 0, "end": 2, "beginning_string": 0, "end_string": 4, "boundary": 5, "non_boundary": 6}
_CATEGORIES = {"digit": 0, "not_digit": 1, "space": 2, "not_space": 3, "word": 4, "not_word": 5}
_TYPE_FLAGS = ASCII | LOCALE | 32

# Characters that have the same upper case, but are not each other's lower case.
_SAME = [(0x69, 0x131), (0x73, 0x17F), (0xB5, 0x3BC), (0x345, 0x3B9, 0x1FBE), (0x390, 0x1FD3), (0x3B0, 0x1FE3),
         (0x3B2, 0x3D0), (0x3B5, 0x3F5), (0x3B8, 0x3D1), (0x3BA, 0x3F0), (0x3C0, 0x3D6), (0x3C1, 0x3F1),
         (0x3C2, 0x3C3), (0x3C6, 0x3D5), (0x1E61, 0x1E9B), (0xFB05, 0xFB06)]
_SAME_AS = {c: group for group in _SAME for c in group}


class _Compiler:
    def __init__(self, parsed):
        self.parsed = parsed
        self.code = []
        self.registers = 0
        self.is_text = None

    def casing(self, flags):
        if not flags & IGNORECASE:
            return EXACT
        return UNICODE_LOWER if flags & 32 and not flags & ASCII else ASCII_LOWER

    def variants(self, c, casing):
        if casing == EXACT:
            return [c]
        low = _sre.lower(c, casing)
        return list(_SAME_AS.get(low, (low,))) if casing == UNICODE_LOWER else [low]

    def category(self, name, flags):
        return _CATEGORIES[name] + (0 if flags & 32 and not flags & ASCII else 6)

    def sequence(self, nodes, flags):
        for node in nodes:
            self.node(node, flags)

    def node(self, node, flags):
        getattr(self, node[0])(node, flags)

    def literal(self, node, flags):
        casing = self.casing(flags)
        variants = self.variants(node[1], casing)
        if casing != EXACT and len(variants) == 1 and _sre.upper(variants[0], casing) == variants[0]:
            casing = EXACT  # no letter
            if variants[0] != node[1]:
                variants = [node[1], variants[0]]
        self.code += [CHARS, casing, len(variants), *variants]

    def any(self, node, flags):
        self.code.append(ANY_ALL if flags & DOTALL else ANY)

    def set(self, node, flags):
        casing = self.casing(flags)
        items = []
        for item in node[2]:
            if item[0] == "literal":
                for c in self.variants(item[1], casing):
                    items += [ITEM_CHAR, c]
            elif item[0] == "range":
                items += [ITEM_RANGE, item[1], item[2]]
            else:
                items += [ITEM_CATEGORY, self.category(item[1], flags)]
        self.code += [SET, casing, int(node[1]), len(items), *items]

    def at(self, node, flags):
        place = _PLACES[node[1]]
        if flags & MULTILINE and node[1] in ("beginning", "end"):
            place += 1
        elif node[1] in ("boundary", "non_boundary") and not (flags & 32 and not flags & ASCII):
            place += 2
        self.code += [AT, place]

    def group_text(self, node, flags):
        self.code += [GROUP, self.casing(flags), node[1]]

    def capture(self, node, flags):
        self.code += [MARK, 2 * node[1]]
        self.sequence(node[2], flags)
        self.code += [MARK, 2 * node[1] + 1]

    def flags(self, node, flags):
        if node[1] & _TYPE_FLAGS:
            flags &= ~_TYPE_FLAGS
        self.sequence(node[3], (flags | node[1]) & ~node[2])

    def branch(self, node, flags):
        ends = []
        for i, branch in enumerate(node[1]):
            last = i + 1 == len(node[1])
            split = len(self.code)
            if not last:
                self.code += [SPLIT, 0]
            self.sequence(branch, flags)
            if not last:
                ends.append(len(self.code))
                self.code += [JUMP, 0]
                self.code[split + 1] = len(self.code) - split
        for jump in ends:
            self.code[jump + 1] = len(self.code) - jump

    def condition(self, node, flags):
        at = len(self.code)
        self.code += [CONDITION, node[1], 0]
        self.sequence(node[2], flags)
        if node[3] is None:
            self.code[at + 2] = len(self.code) - at
            return
        jump = len(self.code)
        self.code += [JUMP, 0]
        self.code[at + 2] = len(self.code) - at
        self.sequence(node[3], flags)
        self.code[jump + 1] = len(self.code) - jump

    def look(self, node, flags):
        width = 0
        if node[1]:
            width, most = width_of(node[3], self.parsed)
            if width != most:
                raise PatternError("look-behind requires fixed-width pattern")
        at = len(self.code)
        self.code += [LOOK, int(node[1]), int(node[2]), width, 0]
        self.sequence(node[3], flags)
        self.code.append(SUCCESS)
        self.code[at + 4] = len(self.code) - at

    def atomic(self, node, flags):
        self.atomically(lambda: self.sequence(node[1], flags))

    def atomically(self, write):
        at = len(self.code)
        self.code += [ATOMIC, 0]
        write()
        self.code.append(SUCCESS)
        self.code[at + 1] = len(self.code) - at

    def repeat(self, node, flags):
        if node[3] == "possessive":
            self.atomically(lambda: self.repeat(("repeat", node[1], node[2], "greedy", node[4], False), flags))
            return
        low, high, lazy = node[1], node[2], int(node[3] == "lazy")
        body = node[4]
        if len(body) == 1 and body[0][0] in ("literal", "set", "any"):
            at = len(self.code)
            self.code += [REPEAT_ONE, 0, low, high, lazy]
            self.node(body[0], flags)
            self.code[at + 1] = len(self.code) - at
            return
        register = self.registers
        self.registers += 1
        self.code += [LOOP_INIT, register]
        jump = len(self.code)
        self.code += [JUMP, 0]
        start = len(self.code)
        self.sequence(body, flags)
        loop = len(self.code)
        self.code[jump + 1] = loop - jump
        self.code += [LOOP, register, low, high, lazy, start - loop]
        if lazy:
            more = len(self.code)
            self.code += [LOOP_MORE, register, high, start - more]


def compile_nodes(parsed):
    writer = _Compiler(parsed)
    writer.sequence(parsed.nodes, parsed.flags)
    writer.code.append(SUCCESS)
    return _sre.compile([n & 0xFFFFFFFF for n in writer.code], parsed.groups - 1, writer.registers)
