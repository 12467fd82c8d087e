def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('2 mistakes in the configuration of metrics-gate:')
assert log.contains("<p99Threshold> is no parameter of the goals of the execution 'persist'; there are annotations, attach,")
assert log.contains("<environment> has an attribute 'unit', which has no effect here")
assert !log.contains('<latencyUnit>')
