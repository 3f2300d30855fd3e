#include "error_grammar.hpp"

#include <string>

namespace cowith::frontend {

// Notation: 'x' a token or keyword, NAME a kind of token, "x" a soft keyword, [x] or x? may be there, x* x+ repeated,
// s.x+ separated, &x !x looks ahead, ~ commits, &&x must follow, a=x is named for the message. Rules named invalid_... are
// tried in the second pass only; % turns them off below a rule; $ marks rules whose results both passes share. `=>` reports:
// at a, range a b, from a (to the last token read), last (that token), next (the next one), indent (IndentationError).
// In a message {name:a} is the kind of expression a, {text:a} its source, {line:a} its line.
// The order of rules and alternatives is that of CPython, since it decides which message comes first.

namespace {

constexpr std::string_view statements = R"grammar(
context: [statements] (ENDMARKER | DEDENT)
statements: statement+
statement: compound_stmt | simple_stmts
simple_stmts: simple_stmt !';' NEWLINE | ';'.simple_stmt+ [';'] NEWLINE
simple_stmt$: assignment
    | &"type" type_alias
    | &('import' | 'from') import_stmt
    | star_expressions
    | &'return' return_stmt
    | &'raise' raise_stmt
    | &'pass' pass_stmt
    | &'del' del_stmt
    | &'yield' yield_expr
    | &'assert' assert_stmt
    | &'break' break_stmt
    | &'continue' continue_stmt
    | &'global' ('global' ','.NAME+)
    | &'nonlocal' ('nonlocal' ','.NAME+)
compound_stmt: &('def' | '@' | 'async') function_def
    | &'if' if_stmt
    | &('class' | '@') class_def
    | &('with' | 'async') with_stmt
    | &('for' | 'async') for_stmt
    | &'try' try_stmt
    | &'while' while_stmt
    | match_stmt
pass_stmt: 'pass'
break_stmt: 'break'
continue_stmt: 'continue'

assignment: NAME ':' expression ['=' annotated_rhs]
    | ('(' single_target ')' | single_subscript_attribute_target) ':' expression ['=' annotated_rhs]
    | (star_targets '=')+ annotated_rhs !'='
    | single_target augassign ~ annotated_rhs
    | invalid_assignment
annotated_rhs: yield_expr | star_expressions
augassign: '+=' | '-=' | '*=' | '@=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '**=' | '//='
invalid_assignment: a=invalid_ann_assign_target ':' expression => at a `only single target (not {name:a}) can be annotated`
    | a=star_named_expression ',' star_named_expressions* ':' expression => at a `only single target (not tuple) can be annotated`
    | a=expression ':' expression => at a `illegal target for annotation`
    | (star_targets '=')* a=star_expressions '=' => call bad_assignment_target
    | (star_targets '=')* a=yield_expr '=' => at a `assignment to yield expression not possible`
    | a=star_expressions augassign annotated_rhs => at a `'{name:a}' is an illegal expression for augmented assignment`
invalid_ann_assign_target: list | tuple | '(' invalid_ann_assign_target ')'

return_stmt: 'return' [star_expressions]
raise_stmt: 'raise' expression 'from' expression
    | 'raise' expression
    | 'raise'
del_stmt: 'del' del_targets &(';' | NEWLINE) | invalid_del_stmt
invalid_del_stmt: 'del' a=star_expressions => call bad_del_target
assert_stmt: 'assert' expression [',' expression]

import_stmt$: invalid_import | import_name | import_from
import_name: 'import' dotted_as_names
import_from: 'from' ('.' | '...')* dotted_name 'import' import_from_targets
    | 'from' ('.' | '...')+ 'import' import_from_targets
import_from_targets: '(' import_from_as_names [','] ')'
    | import_from_as_names !','
    | '*'
    | invalid_import_from_targets
import_from_as_names: ','.import_from_as_name+
import_from_as_name: invalid_import_from_as_name | NAME ['as' NAME]
dotted_as_names: ','.dotted_as_name+
dotted_as_name: invalid_dotted_as_name | dotted_name ['as' NAME]
dotted_name: NAME ('.' NAME)*
invalid_import: a='import' ','.dotted_name+ 'from' dotted_name => from a `Did you mean to use 'from ... import ...' instead?`
    | 'import' a=NEWLINE => from a `Expected one or more names after 'import'`
invalid_dotted_as_name: dotted_name 'as' !(NAME (',' | ')' | ';' | NEWLINE)) a=expression => at a `cannot use {name:a} as import target`
invalid_import_from_as_name: NAME 'as' !(NAME (',' | ')' | ';' | NEWLINE)) a=expression => at a `cannot use {name:a} as import target`
invalid_import_from_targets: import_from_as_names ',' NEWLINE => last `trailing comma not allowed without surrounding parentheses`
    | a=NEWLINE => from a `Expected one or more names after 'import'`

type_alias: "type" NAME [type_params] '=' expression
type_params: invalid_type_params | '[' type_param_seq ']'
type_param_seq: ','.type_param+ [',']
type_param$: NAME [':' expression] ['=' expression]
    | invalid_type_param
    | '*' NAME ['=' star_expression]
    | '**' NAME ['=' expression]
invalid_type_param: '*' NAME a=':' b=expression => call bound_of_tuple
    | '**' NAME a=':' b=expression => call bound_of_spec
invalid_type_params: '[' a=']' => from a `Type parameter list cannot be empty`
)grammar";

constexpr std::string_view compound = R"grammar(
block$: NEWLINE INDENT statements DEDENT | simple_stmts | invalid_block
invalid_block: NEWLINE !INDENT => indent `expected an indented block`
decorators: ('@' named_expression NEWLINE)+

class_def: decorators class_def_raw | class_def_raw
class_def_raw: invalid_class_def_raw | 'class' NAME [type_params] ['(' [arguments] ')'] ':' block
invalid_class_def_raw: 'class' NAME [type_params] ['(' [arguments] ')'] NEWLINE => last `expected ':'`
    | a='class' NAME [type_params] ['(' [arguments] ')'] ':' NEWLINE !INDENT => indent a `expected an indented block after class definition on line {line:a}`
function_def: decorators function_def_raw | function_def_raw
function_def_raw: invalid_def_raw
    | 'def' NAME [type_params] '(' [params] ')' ['->' expression] ':' block
    | 'async' 'def' NAME [type_params] '(' [params] ')' ['->' expression] ':' block
invalid_def_raw: ['async'] a='def' NAME [type_params] '(' [params] ')' ['->' expression] ':' NEWLINE !INDENT => indent a `expected an indented block after function definition on line {line:a}`
    | ['async'] 'def' NAME [type_params] &&'(' [params] ')' ['->' expression] &&':' block

params: invalid_parameters | parameters
parameters: slash_no_default param_no_default* param_with_default* [star_etc]
    | slash_with_default param_with_default* [star_etc]
    | param_no_default+ param_with_default* [star_etc]
    | param_with_default+ [star_etc]
    | star_etc
slash_no_default: param_no_default+ '/' ',' | param_no_default+ '/' &')'
slash_with_default: param_no_default* param_with_default+ '/' ',' | param_no_default* param_with_default+ '/' &')'
star_etc: invalid_star_etc
    | '*' param_no_default param_maybe_default* [kwds]
    | '*' param_no_default_star_annotation param_maybe_default* [kwds]
    | '*' ',' param_maybe_default+ [kwds]
    | kwds
kwds: invalid_kwds | '**' param_no_default
param_no_default: param ',' | param &')'
param_no_default_star_annotation: param_star_annotation ',' | param_star_annotation &')'
param_with_default: param default ',' | param default &')'
param_maybe_default: param default? ',' | param default? &')'
param: NAME annotation?
param_star_annotation: NAME ':' star_expression
annotation: ':' expression
default: '=' expression | invalid_default
invalid_default: a='=' &(')' | ',') => at a `expected default value expression`
invalid_parameters: a='/' ',' => at a `at least one argument must precede /`
    | (slash_no_default | slash_with_default) param_maybe_default* a='/' => at a `/ may appear only once`
    | slash_no_default? param_no_default* invalid_parameters_helper a=param_no_default => at a `parameter without a default follows parameter with a default`
    | param_no_default* a='(' param_no_default+ ','? b=')' => range a b `Function parameters cannot be parenthesized`
    | (slash_no_default | slash_with_default)? param_maybe_default* '*' (',' | param_no_default) param_maybe_default* a='/' => at a `/ must be ahead of *`
    | param_maybe_default+ '/' a='*' => at a `expected comma between / and *`
invalid_parameters_helper: slash_with_default | param_with_default+
invalid_star_etc: a='*' (')' | ',' (')' | '**')) => at a `named arguments must follow bare *`
    | '*' param a='=' => at a `var-positional argument cannot have default value`
    | '*' (param_no_default | ',') param_maybe_default* a='*' (param_no_default | ',') => at a `* argument may appear only once`
invalid_kwds: '**' param a='=' => at a `var-keyword argument cannot have default value`
    | '**' param ',' a=param => at a `arguments cannot follow var-keyword argument`
    | '**' param ',' a=('*' | '**' | '/') => at a `arguments cannot follow var-keyword argument`

if_stmt: invalid_if_stmt
    | 'if' named_expression ':' block elif_stmt
    | 'if' named_expression ':' block [else_block]
elif_stmt: invalid_elif_stmt
    | 'elif' named_expression ':' block elif_stmt
    | 'elif' named_expression ':' block [else_block]
else_block: invalid_else_stmt | 'else' &&':' block
invalid_if_stmt: 'if' named_expression NEWLINE => last `expected ':'`
    | a='if' named_expression ':' NEWLINE !INDENT => indent a `expected an indented block after 'if' statement on line {line:a}`
invalid_elif_stmt: 'elif' named_expression NEWLINE => last `expected ':'`
    | a='elif' named_expression ':' NEWLINE !INDENT => indent a `expected an indented block after 'elif' statement on line {line:a}`
invalid_else_stmt: a='else' ':' NEWLINE !INDENT => indent a `expected an indented block after 'else' statement on line {line:a}`
    | 'else' ':' block 'elif' => last `'elif' block follows an 'else' block`
while_stmt: invalid_while_stmt | 'while' named_expression ':' block [else_block]
invalid_while_stmt: 'while' named_expression NEWLINE => last `expected ':'`
    | a='while' named_expression ':' NEWLINE !INDENT => indent a `expected an indented block after 'while' statement on line {line:a}`
for_stmt: invalid_for_stmt
    | 'for' star_targets 'in' ~ star_expressions ':' block [else_block]
    | 'async' 'for' star_targets 'in' ~ star_expressions ':' block [else_block]
    | invalid_for_target
invalid_for_stmt: ['async'] 'for' star_targets 'in' star_expressions NEWLINE => last `expected ':'`
    | ['async'] a='for' star_targets 'in' star_expressions ':' NEWLINE !INDENT => indent a `expected an indented block after 'for' statement on line {line:a}`
invalid_for_target: 'async'? 'for' a=star_expressions => call bad_for_target
with_stmt: invalid_with_stmt_indent
    | 'with' '(' ','.with_item+ ','? ')' ':' block
    | 'with' ','.with_item+ ':' block
    | 'async' 'with' '(' ','.with_item+ ','? ')' ':' block
    | 'async' 'with' ','.with_item+ ':' block
    | invalid_with_stmt
with_item: expression 'as' star_target &(',' | ')' | ':')
    | invalid_with_item
    | expression
invalid_with_item: expression 'as' a=expression &(',' | ')' | ':') => call bad_assignment_target
invalid_with_stmt: ['async'] 'with' ','.(expression ['as' star_target])+ NEWLINE => last `expected ':'`
    | ['async'] 'with' '(' ','.(expressions ['as' star_target])+ ','? ')' NEWLINE => last `expected ':'`
invalid_with_stmt_indent: ['async'] a='with' ','.(expression ['as' star_target])+ ':' NEWLINE !INDENT => indent a `expected an indented block after 'with' statement on line {line:a}`
    | ['async'] a='with' '(' ','.(expressions ['as' star_target])+ ','? ')' ':' NEWLINE !INDENT => indent a `expected an indented block after 'with' statement on line {line:a}`

try_stmt: invalid_try_stmt
    | 'try' &&':' block finally_block
    | 'try' &&':' block except_block+ [else_block] [finally_block]
    | 'try' &&':' block except_star_block+ [else_block] [finally_block]
except_block: invalid_except_stmt_indent
    | 'except' expression ':' block
    | 'except' expression 'as' NAME ':' block
    | 'except' expressions ':' block
    | 'except' ':' block
    | invalid_except_stmt
except_star_block: invalid_except_star_stmt_indent
    | 'except' '*' expression ':' block
    | 'except' '*' expression 'as' NAME ':' block
    | 'except' '*' expressions ':' block
    | invalid_except_star_stmt
finally_block: invalid_finally_stmt | 'finally' &&':' block
invalid_try_stmt: a='try' ':' NEWLINE !INDENT => indent a `expected an indented block after 'try' statement on line {line:a}`
    | 'try' ':' block !('except' | 'finally') => last `expected 'except' or 'finally' block`
    | 'try' ':' block* except_block+ a='except' b='*' expression ['as' NAME] ':' => range a b `cannot have both 'except' and 'except*' on the same 'try'`
    | 'try' ':' block* except_star_block+ a='except' [expression ['as' NAME]] ':' => at a `cannot have both 'except' and 'except*' on the same 'try'`
invalid_except_stmt: 'except' a=expression ',' expressions 'as' NAME ':' => from a `multiple exception types must be parenthesized when using 'as'`
    | 'except' expression ['as' NAME] NEWLINE => last `expected ':'`
    | 'except' NEWLINE => last `expected ':'`
    | 'except' expression 'as' a=expression ':' block => at a `cannot use except statement with {name:a}`
invalid_except_star_stmt: 'except' '*' a=expression ',' expressions 'as' NAME ':' => from a `multiple exception types must be parenthesized when using 'as'`
    | 'except' '*' expression ['as' NAME] NEWLINE => last `expected ':'`
    | 'except' '*' (NEWLINE | ':') => last `expected one or more exception types`
    | 'except' '*' expression 'as' a=expression ':' block => at a `cannot use except* statement with {name:a}`
invalid_finally_stmt: a='finally' ':' NEWLINE !INDENT => indent a `expected an indented block after 'finally' statement on line {line:a}`
invalid_except_stmt_indent: a='except' expression ['as' NAME] ':' NEWLINE !INDENT => indent a `expected an indented block after 'except' statement on line {line:a}`
    | a='except' ':' NEWLINE !INDENT => indent a `expected an indented block after 'except' statement on line {line:a}`
invalid_except_star_stmt_indent: a='except' '*' expression ['as' NAME] ':' NEWLINE !INDENT => indent a `expected an indented block after 'except*' statement on line {line:a}`
)grammar";

constexpr std::string_view patterns = R"grammar(
match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT | invalid_match_stmt
subject_expr: star_named_expression ',' star_named_expressions? | named_expression
case_block: invalid_case_block | "case" patterns guard? ':' block
guard: 'if' named_expression
patterns: open_sequence_pattern | pattern
pattern: as_pattern | or_pattern
as_pattern: or_pattern 'as' pattern_capture_target | invalid_as_pattern
or_pattern: '|'.closed_pattern+
closed_pattern$: literal_pattern | capture_pattern | wildcard_pattern | value_pattern | group_pattern | sequence_pattern | mapping_pattern | class_pattern
literal_pattern: signed_number !('+' | '-') | complex_number | strings | 'None' | 'True' | 'False'
literal_expr: signed_number !('+' | '-') | complex_number | &(STRING | FSTRING_START | TSTRING_START) strings | 'None' | 'True' | 'False'
complex_number: signed_real_number '+' NUMBER | signed_real_number '-' NUMBER
signed_number: NUMBER | '-' NUMBER
signed_real_number: NUMBER | '-' NUMBER
capture_pattern: pattern_capture_target
pattern_capture_target: !"_" NAME !('.' | '(' | '=')
wildcard_pattern: "_"
value_pattern: attr !('.' | '(' | '=')
attr: NAME ('.' NAME)+
name_or_attr: attr | NAME
group_pattern: '(' pattern ')'
sequence_pattern: '[' maybe_sequence_pattern? ']' | '(' open_sequence_pattern? ')'
open_sequence_pattern: maybe_star_pattern ',' maybe_sequence_pattern?
maybe_sequence_pattern: ','.maybe_star_pattern+ ','?
maybe_star_pattern: star_pattern | pattern
star_pattern$: '*' pattern_capture_target | '*' wildcard_pattern
mapping_pattern: '{' '}'
    | '{' double_star_pattern ','? '}'
    | '{' items_pattern ',' double_star_pattern ','? '}'
    | '{' items_pattern ','? '}'
items_pattern: ','.key_value_pattern+
key_value_pattern: (literal_expr | attr) ':' pattern
double_star_pattern: '**' pattern_capture_target
class_pattern: name_or_attr '(' ')'
    | name_or_attr '(' positional_patterns ','? ')'
    | name_or_attr '(' keyword_patterns ','? ')'
    | name_or_attr '(' positional_patterns ',' keyword_patterns ','? ')'
    | invalid_class_pattern
positional_patterns: ','.pattern+
keyword_patterns: ','.keyword_pattern+
keyword_pattern: NAME '=' pattern
invalid_match_stmt: "match" subject_expr NEWLINE => last `expected ':'`
    | a="match" subject_expr ':' NEWLINE !INDENT => indent a `expected an indented block after 'match' statement on line {line:a}`
invalid_case_block: "case" patterns guard? NEWLINE => last `expected ':'`
    | a="case" patterns guard? ':' NEWLINE !INDENT => indent a `expected an indented block after 'case' statement on line {line:a}`
invalid_as_pattern: or_pattern 'as' a="_" => at a `cannot use '_' as a target`
    | or_pattern 'as' a=expression => at a `cannot use {name:a} as pattern target`
invalid_class_pattern: name_or_attr '(' [positional_patterns ','] keyword_patterns ',' a=positional_patterns => at a `positional patterns follow keyword patterns`
)grammar";

constexpr std::string_view expressions = R"grammar(
expressions: expression (',' expression)+ [','] | expression ',' | expression
expression$: invalid_expression
    | invalid_legacy_expression
    | disjunction 'if' disjunction 'else' expression
    | disjunction
    | lambdef
yield_expr: 'yield' 'from' expression | 'yield' [star_expressions]
star_expressions: star_expression (',' star_expression)+ [','] | star_expression ',' | star_expression
star_expression$: '*' bitwise_or | expression
star_named_expressions: ','.star_named_expression+ [',']
star_named_expression: '*' bitwise_or | named_expression
assignment_expression: NAME ':=' ~ expression
named_expression: assignment_expression | invalid_named_expression | expression !':='
disjunction$: conjunction ('or' conjunction)+ | conjunction
conjunction$: inversion ('and' inversion)+ | inversion
inversion$: 'not' inversion | comparison
comparison: bitwise_or compare_op_bitwise_or_pair+ | bitwise_or
compare_op_bitwise_or_pair: '==' bitwise_or | '!=' bitwise_or | '<=' bitwise_or | '<' bitwise_or | '>=' bitwise_or | '>' bitwise_or | 'not' 'in' bitwise_or | 'in' bitwise_or | 'is' 'not' bitwise_or | 'is' bitwise_or
bitwise_or$: bitwise_xor ('|' bitwise_xor)*
bitwise_xor$: bitwise_and ('^' bitwise_and)*
bitwise_and$: shift_expr ('&' shift_expr)*
shift_expr$: invalid_arithmetic | sum (('<<' | '>>') sum)*
sum$: term (('+' | '-') term)*
term$: invalid_factor | factor (('*' | '/' | '//' | '%' | '@') factor)*
factor$: '+' factor | '-' factor | '~' factor | power
power: await_primary '**' factor | await_primary
await_primary$: 'await' primary | primary
primary$: atom ('.' NAME | genexp | '(' [arguments] ')' | '[' slices ']')*
slices: slice !',' | ','.(slice | starred_expression)+ [',']
slice: [expression] ':' [expression] [':' [expression]] | named_expression
atom: NAME | 'True' | 'False' | 'None'
    | &(STRING | FSTRING_START | TSTRING_START) strings
    | NUMBER
    | &'(' (tuple | group | genexp)
    | &'[' (list | listcomp)
    | &'{' (dict | set | dictcomp | setcomp)
    | '...'
group: '(' (yield_expr | named_expression) ')' | invalid_group
invalid_group: '(' a=starred_expression ')' => at a `cannot use starred expression here`
    | '(' a='**' expression ')' => at a `cannot use double starred expression here`
list: '[' [star_named_expressions] ']'
tuple: '(' [star_named_expression ',' [star_named_expressions]] ')'
set: '{' star_named_expressions '}'
dict: '{' [double_starred_kvpairs] '}' | '{' invalid_double_starred_kvpairs '}'
double_starred_kvpairs: ','.double_starred_kvpair+ [',']
double_starred_kvpair: '**' bitwise_or | kvpair
kvpair: expression ':' expression
for_if_clauses: for_if_clause+
for_if_clause: 'async' 'for' star_targets 'in' ~ disjunction ('if' disjunction)*
    | 'for' star_targets 'in' ~ disjunction ('if' disjunction)*
    | invalid_for_if_clause
    | invalid_for_target
listcomp: '[' named_expression for_if_clauses ']' | invalid_comprehension
setcomp: '{' named_expression for_if_clauses '}' | invalid_comprehension
genexp: '(' (assignment_expression | expression !':=') for_if_clauses ')' | invalid_comprehension
dictcomp: '{' kvpair for_if_clauses '}' | invalid_dict_comprehension
arguments$: args [','] &')' | invalid_arguments
args: ','.(starred_expression | (assignment_expression | expression !':=') !'=')+ [',' kwargs] | kwargs
kwargs: ','.kwarg_or_starred+ ',' ','.kwarg_or_double_starred+ | ','.kwarg_or_starred+ | ','.kwarg_or_double_starred+
starred_expression: invalid_starred_expression_unpacking | '*' expression | invalid_starred_expression
kwarg_or_starred: invalid_kwarg | NAME '=' expression | starred_expression
kwarg_or_double_starred: invalid_kwarg | NAME '=' expression | '**' expression

lambdef: 'lambda' [lambda_params] ':' expression
lambda_params: invalid_lambda_parameters | lambda_parameters
lambda_parameters: lambda_slash_no_default lambda_param_no_default* lambda_param_with_default* [lambda_star_etc]
    | lambda_slash_with_default lambda_param_with_default* [lambda_star_etc]
    | lambda_param_no_default+ lambda_param_with_default* [lambda_star_etc]
    | lambda_param_with_default+ [lambda_star_etc]
    | lambda_star_etc
lambda_slash_no_default: lambda_param_no_default+ '/' ',' | lambda_param_no_default+ '/' &':'
lambda_slash_with_default: lambda_param_no_default* lambda_param_with_default+ '/' ',' | lambda_param_no_default* lambda_param_with_default+ '/' &':'
lambda_star_etc: invalid_lambda_star_etc
    | '*' lambda_param_no_default lambda_param_maybe_default* [lambda_kwds]
    | '*' ',' lambda_param_maybe_default+ [lambda_kwds]
    | lambda_kwds
lambda_kwds: invalid_lambda_kwds | '**' lambda_param_no_default
lambda_param_no_default: lambda_param ',' | lambda_param &':'
lambda_param_with_default: lambda_param default ',' | lambda_param default &':'
lambda_param_maybe_default: lambda_param default? ',' | lambda_param default? &':'
lambda_param: NAME
invalid_lambda_parameters: a='/' ',' => at a `at least one argument must precede /`
    | (lambda_slash_no_default | lambda_slash_with_default) lambda_param_maybe_default* a='/' => at a `/ may appear only once`
    | lambda_slash_no_default? lambda_param_no_default* invalid_lambda_parameters_helper a=lambda_param_no_default => at a `parameter without a default follows parameter with a default`
    | lambda_param_no_default* a='(' ','.lambda_param+ ','? b=')' => range a b `Lambda expression parameters cannot be parenthesized`
    | (lambda_slash_no_default | lambda_slash_with_default)? lambda_param_maybe_default* '*' (',' | lambda_param_no_default) lambda_param_maybe_default* a='/' => at a `/ must be ahead of *`
    | lambda_param_maybe_default+ '/' a='*' => at a `expected comma between / and *`
invalid_lambda_parameters_helper: lambda_slash_with_default | lambda_param_with_default+
invalid_lambda_star_etc: '*' (':' | ',' (':' | '**')) => last `named arguments must follow bare *`
    | '*' lambda_param a='=' => at a `var-positional argument cannot have default value`
    | '*' (lambda_param_no_default | ',') lambda_param_maybe_default* a='*' (lambda_param_no_default | ',') => at a `* argument may appear only once`
invalid_lambda_kwds: '**' lambda_param a='=' => at a `var-keyword argument cannot have default value`
    | '**' lambda_param ',' a=lambda_param => at a `arguments cannot follow var-keyword argument`
    | '**' lambda_param ',' a=('*' | '**' | '/') => at a `arguments cannot follow var-keyword argument`

star_targets: star_target !',' | star_target (',' star_target)* [',']
star_targets_list_seq: ','.star_target+ [',']
star_targets_tuple_seq: star_target (',' star_target)+ [','] | star_target ','
star_target$: '*' (!'*' star_target) | target_with_star_atom
target_with_star_atom$: t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead | star_atom
star_atom: NAME | '(' target_with_star_atom ')' | '(' [star_targets_tuple_seq] ')' | '[' [star_targets_list_seq] ']'
single_target: single_subscript_attribute_target | NAME | '(' single_target ')'
single_subscript_attribute_target: t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead
t_primary$: atom &t_lookahead (('.' NAME | '[' slices ']' | genexp | '(' [arguments] ')') &t_lookahead)*
t_lookahead: '(' | '[' | '.'
del_targets: ','.del_target+ [',']
del_target$: t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead | del_t_atom
del_t_atom: NAME | '(' del_target ')' | '(' [del_targets] ')' | '[' [del_targets] ']'
)grammar";

constexpr std::string_view wrong_expressions = R"grammar(
expression_without_invalid%: disjunction 'if' disjunction 'else' expression | disjunction | lambdef
invalid_legacy_expression: a=NAME !'(' b=star_expressions => call legacy_statement
invalid_expression: STRING a=(!STRING expression_without_invalid)+ STRING => at a `invalid syntax. Is this intended to be part of the string?`
    | !(NAME STRING | soft_keyword) a=disjunction b=expression_without_invalid => call missing_comma
    | a=disjunction 'if' b=disjunction !('else' | ':') => range a b `expected 'else' after 'if' expression`
    | disjunction 'if' disjunction 'else' !expression => next `expected expression after 'else', but statement is given`
    | a=(pass_stmt | break_stmt | continue_stmt) 'if' disjunction 'else' simple_stmt => at a `expected expression before 'if', but statement is given`
    | a='lambda' [lambda_params] b=':' &FSTRING_MIDDLE => range a b `f-string: lambda expressions are not allowed without parentheses`
    | a='lambda' [lambda_params] b=':' &TSTRING_MIDDLE => range a b `t-string: lambda expressions are not allowed without parentheses`
soft_keyword: "_" | "case" | "match" | "type"
invalid_named_expression$: a=expression ':=' expression => at a `cannot use assignment expressions with {name:a}`
    | a=NAME '=' b=bitwise_or !('=' | ':=') => range a b `invalid syntax. Maybe you meant '==' or ':=' instead of '='?`
    | !(list | tuple | genexp | 'True' | 'None' | 'False') a=bitwise_or '=' bitwise_or !('=' | ':=') => at a `cannot assign to {name:a} here. Maybe you meant '==' instead of '='?`
invalid_comprehension: ('[' | '(' | '{') a=starred_expression for_if_clauses => at a `iterable unpacking cannot be used in comprehension`
    | ('[' | '{') a=star_named_expression ',' b=star_named_expressions for_if_clauses => range a b `did you forget parentheses around the comprehension target?`
    | ('[' | '{') a=star_named_expression b=',' for_if_clauses => range a b `did you forget parentheses around the comprehension target?`
invalid_dict_comprehension: '{' a='**' bitwise_or for_if_clauses '}' => at a `dict unpacking cannot be used in dict comprehension`
invalid_for_if_clause: 'async'? 'for' (bitwise_or (',' bitwise_or)* [',']) !'in' => last `'in' expected after for-loop variables`
invalid_arguments: ((','.(starred_expression | (assignment_expression | expression !':=') !'=')+ ',' kwargs) | kwargs) a=',' ','.(starred_expression !'=')+ => from a `iterable argument unpacking follows keyword argument unpacking`
    | a=expression b=for_if_clauses ',' [args | expression for_if_clauses] => range a b `Generator expression must be parenthesized`
    | a=NAME b='=' expression for_if_clauses => range a b `invalid syntax. Maybe you meant '==' or ':=' instead of '='?`
    | (args ',')? a=NAME b='=' &(',' | ')') => range a b `expected argument value expression`
    | a=args b=for_if_clauses => call bare_generator
    | args ',' a=expression b=for_if_clauses => range a b `Generator expression must be parenthesized`
    | a=args ',' args => call positional_after_keyword
invalid_kwarg: a=('True' | 'False' | 'None') b='=' => range a b `cannot assign to {text:a}`
    | a=NAME b='=' expression for_if_clauses => range a b `invalid syntax. Maybe you meant '==' or ':=' instead of '='?`
    | !(NAME '=') a=expression b='=' => range a b `expression cannot contain assignment, perhaps you meant "=="?`
    | a='**' expression '=' b=expression => range a b `cannot assign to keyword argument unpacking`
invalid_starred_expression_unpacking: a='*' expression '=' b=expression => range a b `cannot assign to iterable argument unpacking`
invalid_starred_expression: '*' => last `Invalid star expression`
invalid_double_starred_kvpairs: ','.double_starred_kvpair+ ',' invalid_kvpair
    | expression ':' a='*' bitwise_or => from a `cannot use a starred expression in a dictionary value`
    | expression a=':' &('}' | ',') => at a `expression expected after dictionary key and ':'`
invalid_kvpair: a=expression !(':') => call missing_colon
    | expression ':' a='*' bitwise_or => from a `cannot use a starred expression in a dictionary value`
    | expression a=':' &('}' | ',') => at a `expression expected after dictionary key and ':'`
invalid_arithmetic: sum ('+' | '-' | '*' | '/' | '%' | '//' | '@') a='not' b=inversion => range a b `'not' after an operator must be parenthesized`
invalid_factor: ('+' | '-' | '~') a='not' b=factor => range a b `'not' after an operator must be parenthesized`
)grammar";

constexpr std::string_view string_rules = R"grammar(
strings$: invalid_string_tstring_concat | (fstring | STRING)+ | tstring+
invalid_string_tstring_concat: a=(fstring | STRING)+ b=tstring => call mixed_strings
    | a=tstring+ b=(fstring | STRING) => call mixed_strings
fstring: FSTRING_START fstring_middle* FSTRING_END
fstring_middle: fstring_replacement_field | FSTRING_MIDDLE
fstring_replacement_field: '{' annotated_rhs '='? [fstring_conversion] [fstring_full_format_spec] '}' | invalid_fstring_replacement_field
fstring_conversion: '!' NAME
fstring_full_format_spec: ':' fstring_format_spec*
fstring_format_spec: FSTRING_MIDDLE | fstring_replacement_field
)grammar";

/// Written once, for f-strings and for t-strings.
constexpr std::string_view field_rules = R"grammar(
invalid_@string_replacement_field: '{' a='=' => at a `@-string: valid expression required before '='`
    | '{' a='!' => at a `@-string: valid expression required before '!'`
    | '{' a=':' => at a `@-string: valid expression required before ':'`
    | '{' a='}' => at a `@-string: valid expression required before '}'`
    | '{' !annotated_rhs => next `@-string: expecting a valid expression after '{'`
    | '{' annotated_rhs !('=' | '!' | ':' | '}') => next `@-string: expecting '=', or '!', or ':', or '}'`
    | '{' annotated_rhs '=' !('!' | ':' | '}') => next `@-string: expecting '!', or ':', or '}'`
    | '{' annotated_rhs '='? invalid_@string_conversion_character
    | '{' annotated_rhs '='? ['!' NAME] !(':' | '}') => next `@-string: expecting ':' or '}'`
    | '{' annotated_rhs '='? ['!' NAME] ':' fstring_format_spec* !'}' => next `@-string: expecting '}', or format specs`
    | '{' annotated_rhs '='? ['!' NAME] !'}' => next `@-string: expecting '}'`
invalid_@string_conversion_character: '!' &(':' | '}') => next `@-string: missing conversion character`
    | '!' !NAME => next `@-string: invalid conversion character`
)grammar";

constexpr std::string_view template_rules = R"grammar(
tstring$: TSTRING_START tstring_middle* TSTRING_END
tstring_middle: tstring_replacement_field | TSTRING_MIDDLE
tstring_replacement_field: '{' annotated_rhs '='? [fstring_conversion] [tstring_full_format_spec] '}' | invalid_tstring_replacement_field
tstring_full_format_spec: ':' tstring_format_spec*
tstring_format_spec: TSTRING_MIDDLE | tstring_replacement_field
)grammar";

std::string with_letter(std::string_view text, char letter) {
    std::string result(text);
    for (auto& c : result)
        if (c == '@') c = letter;
    return result;
}

}  // namespace

const peg::grammar& python_grammar() {
    static const std::string text = [] {
        std::string all;
        for (const auto part : {statements, compound, patterns, expressions, wrong_expressions, string_rules})
            all += part;
        all += with_letter(field_rules, 'f');
        all += template_rules;
        all += with_letter(field_rules, 't');
        return all;
    }();
    static const peg::grammar g = peg::read_grammar(text);
    return g;
}

}  // namespace cowith::frontend
