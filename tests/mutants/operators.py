# SPDX-License-Identifier: BSD-2-Clause
"""The mutants of a C file: small changes to statements and conditions.

A mutant replaces some characters of one line, or removes a statement. Only
bodies of functions are changed; comments, strings and preprocessor lines are
not. The files are those of this project: formatted by clang-format, with the
opening brace of a function in column 1.
"""
import hashlib
import re
from dataclasses import dataclass

TOKEN = re.compile(r"""
      (?P<comment>/\*.*?\*/|//[^\n]*)
    | (?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
    | (?P<directive>^[ \t]*\#(?:\\\n|[^\n])*)
    | (?P<number>\b(?:0[xX][0-9a-fA-F]+|[0-9]+)[uUlL]*\b)
    | (?P<word>[A-Za-z_]\w*)
    | (?P<operator><<=|>>=|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=
                  |[-+*/%&|^<>=!~?:;,.(){}\[\]])
    """, re.VERBOSE | re.DOTALL | re.MULTILINE)

# What an operator becomes between two operands.
BINARY = {
    "<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<"),
    "==": ("!=",), "!=": ("==",), "&&": ("||",), "||": ("&&",),
    "+": ("-",), "-": ("+",), "*": ("+",), "/": ("*",), "%": ("/",),
    "&": ("|",), "|": ("&",), "^": ("&",), "<<": (">>",), ">>": ("<<",),
    "+=": ("-=", "="), "-=": ("+=", "="), "|=": ("&=", "="), "&=": ("|=", "="),
    "*=": ("=",), "/=": ("*=",), "<<=": (">>=",), ">>=": ("<<=",),
}
WORDS = {"true": ("false",), "false": ("true",)}
# Not a call, although a parenthesis follows.
KEYWORDS = {"if", "while", "for", "switch", "return", "sizeof", "do", "else",
            "case", "goto", "default", "break", "continue", "struct", "enum",
            "static", "const", "inline", "void", "union", "typedef", "extern"}


@dataclass
class Token:
    kind: str
    text: str
    at: int


@dataclass
class Mutant:
    path: str
    line: int      # from 1
    start: int     # offsets in the file
    end: int
    text: str      # instead of what is there
    was: str       # the line or statement before, and after, for people
    becomes: str
    function: str  # whose body it changes

    @property
    def key(self):
        """Stays the same when lines move."""
        parts = (self.path, self.was, self.becomes, str(self.nth))
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]

    @property
    def entry(self):
        """What names it in the list of equivalent mutants."""
        return self.path, self.was, self.becomes

    nth: int = 0   # among mutants of the file with the same was and becomes


def tokens_of(source):
    return [Token(m.lastgroup, m.group(), m.start())
            for m in TOKEN.finditer(source)
            if m.lastgroup not in ("comment", "directive")]


def bodies(source):
    """[(start, end, name)] of functions: from a brace in column 1 to the one
    that ends it. The name is the last word before a parenthesis that begins in
    a line without indentation."""
    found, start, name = [], None, ""
    for m in re.finditer(r"^([{}])|^\w[^({;]*\b(\w+)\(", source,
                         re.MULTILINE):
        if m.group(2):
            name = m.group(2)
        elif m.group(1) == "{":
            start = m.start()
        elif start is not None:
            found.append((start, m.start(), name))
            start = None
    return found


def is_operand(token):
    return token is not None and (token.kind in ("number", "string") or
                                  token.text in (")", "]") or
                                  (token.kind == "word" and
                                   token.text not in KEYWORDS))


def is_pointer(before, token, after, in_statement):
    """A declaration such as `struct range *r`, or a cast `(char *)p`."""
    return token.text == "*" and (not is_operand(before) or
                                  after.text in (")", "*", ",") or
                                  in_statement)


def number_becomes(text):
    if re.fullmatch(r"0[uUlL]*", text):
        return ("1",)
    if re.fullmatch(r"1[uUlL]*", text):
        return ("0", "2")
    return ("(%s + 1)" % text, "(%s - 1)" % text)


def matching(tokens, i):
    """The index of the parenthesis that closes tokens[i]."""
    depth = 0
    for k in range(i, len(tokens)):
        depth += {"(": 1, ")": -1}.get(tokens[k].text, 0)
        if depth == 0:
            return k
    return None


def statement_from(tokens, i):
    """The index of the semicolon of an expression statement at tokens[i]:
    an assignment, a call, ++; or None."""
    first = tokens[i]
    if first.text in ("break", "continue") and tokens[i + 1].text == ";":
        return i + 1
    if first.text == "return" and tokens[i + 1].text == ";":
        return i + 1
    if first.text in KEYWORDS or not (first.kind == "word" or
                                      first.text in ("*", "(", "++", "--")):
        return None
    depth, effect, words = 0, first.text in ("++", "--"), 0
    for k in range(i, len(tokens)):
        text = tokens[k].text
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(text, 0)
        if text in ("{", "}") or depth < 0:
            return None
        if depth == 0 and k > i and tokens[k].kind == "word" and \
                tokens[k - 1].kind == "word":
            return None     # a declaration
        if depth == 0 and k == i + 1 and text == "*" and \
                first.kind == "word":
            return None     # a declaration of a pointer
        if depth == 0 and (text in ("=", "++", "--") or
                           (text.endswith("=") and text not in
                            ("==", "!=", "<=", ">="))):
            effect = True
        if text == "(" and tokens[k - 1].kind == "word" and k > i:
            effect = True
        if depth == 0 and text == ";":
            return k if effect else None
    return None


class File:
    def __init__(self, path, source):
        self.path, self.source = path, source
        self.found, self.seen, self.function = [], {}, ""

    def line_of(self, at):
        return self.source.count("\n", 0, at) + 1

    def add(self, start, end, text):
        first = self.source.rfind("\n", 0, start) + 1
        last = self.source.find("\n", end)
        was = " ".join(self.source[first:last].split())
        becomes = " ".join((self.source[first:start] + text +
                            self.source[end:last]).split())
        nth = self.seen.get((was, becomes), 0)
        self.seen[(was, becomes)] = nth + 1
        self.found.append(Mutant(self.path, self.line_of(start), start, end,
                                 text, was, becomes, self.function,
                                 nth))

    def replace(self, token, texts):
        for text in texts:
            self.add(token.at, token.at + len(token.text), text)

    def conditions(self, tokens, i):
        """if and while with a condition that is always true or false."""
        close = matching(tokens, i + 1)
        if not close:
            return
        start = tokens[i + 1].at + 1
        texts = ("1", "0") if tokens[i].text == "if" else ("0",)
        for text in texts:
            self.add(start, tokens[close].at, text)

    def token(self, tokens, i):
        t, before, after = tokens[i], tokens[i - 1], tokens[i + 1]
        if t.kind == "number":
            self.replace(t, number_becomes(t.text))
        elif t.text in WORDS:
            self.replace(t, WORDS[t.text])
        elif t.text in ("if", "while") and after.text == "(":
            self.conditions(tokens, i)
        elif t.text == "!" or t.text == "~":
            self.replace(t, ("",))
        elif t.text in ("++", "--"):
            self.replace(t, ("--" if t.text == "++" else "++",))
        elif t.text in BINARY and is_operand(before):
            declares = before.kind == "word" and self.declares(tokens, i)
            if not is_pointer(before, t, after, declares):
                self.replace(t, BINARY[t.text])

    @staticmethod
    def declares(tokens, i):
        """`type *name` at the start of a statement, or in parameters."""
        return i >= 2 and (tokens[i - 2].text in KEYWORDS or
                           tokens[i - 2].text in (";", "{", "}") or
                           tokens[i - 1].text.endswith("_t"))

    def mutants(self):
        tokens = tokens_of(self.source)
        functions = bodies(self.source)
        for i in range(1, len(tokens) - 1):
            inside = [name for start, end, name in functions
                      if start < tokens[i].at < end]
            if not inside:
                continue
            self.function = inside[0]
            self.token(tokens, i)
            starts = tokens[i - 1].text in (";", "{", "}", ")", "else")
            end = statement_from(tokens, i) if starts else None
            if end is not None:
                self.add(tokens[i].at, tokens[end].at, "")
        return self.found


def mutants_of(path):
    with open(path, encoding="utf-8") as f:
        return File(path, f.read()).mutants()
