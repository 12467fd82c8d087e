def logs = new File(basedir, 'build.log').getText('UTF-8').split('(?m)^.*Scanning for projects.*$').drop(1)
def said = [
        "The unit of the percentiles is probably s; ms was assumed: phase 0 'Load' has 1 item with a p50 of 1.3 ms in 1.3 s",
        "p99 of phase 0 'Load' was not measured, and its threshold names the phase",
        '/phase_metrics/0/latency_histogram/p99.9: found 3, expected at least p99, which is 300',
        '/phase_metrics/0/latency_histogram/max: found 2, expected at least p99, which is 3',
        '/phase_metrics/0/items_processed: found -1, expected a whole number, not negative, or null',
        '/abort_status/is_aborted: found "true", expected true or false',
        'The run was aborted: no reason given',
        "The pipeline says that phase 0 ended as 'FAILED' (phase_status)",
        "p99 of phase 2 'GET /items/search' is 400 ms, 8 times its limit of 50 ms",
        'which is not within the 1 h of <maxAge>']

assert logs.length == said.size() + 3
said.eachWithIndex { sentence, i ->
    assert logs[i].contains('BUILD FAILURE')
    assert logs[i].readLines().any { it.startsWith('[ERROR]') && it.contains(sentence) } : sentence
}
// The set knows that its run was aborted, also where it is verified alone.
assert logs[-3].contains('[WARNING] The run was aborted: no reason given')
assert logs[-2].readLines().any { it.startsWith('[ERROR]') && it.contains('The run was aborted: no reason given') }
assert logs[-1].contains('1 phase, 1 threshold kept, 0 broken, 0 not measured')
