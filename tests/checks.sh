# What the tests that are shell scripts share: they count in `passed`, `failed` and `skipped`, and end with `finish`.
passed=0 failed=0 skipped=0

# check NAME COMMAND...: the command must end with `wanted_status` (0), and its output must match the pattern `expected`.
check() {
    local name=$1 output status=0
    shift
    output=$("$@" 2>&1) || status=$?
    # shellcheck disable=SC2053 # a pattern
    if ((status == ${wanted_status:-0})) && [[ $output == $expected ]]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED   %s (status %d)\n  expected: %s\n  output:   %s\n' "$name" "$status" "$expected" "$output"
    fi
}

# finish NAME: the closing line, and what `./dev test` adds up; fails when a check has, or there was none.
finish() {
    printf '%s: %d passed, %d failed, %d skipped\n' "$1" "$passed" "$failed" "$skipped"
    [[ -z ${COWITH_TEST_SUMMARY:-} ]] || printf '%s %d %d %d 0\n' "$1" "$passed" "$failed" "$skipped" >>"$COWITH_TEST_SUMMARY"
    ((failed == 0 && passed > 0))
}
