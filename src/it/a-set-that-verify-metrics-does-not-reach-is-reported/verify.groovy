def log = new File(basedir, 'build.log').getText('UTF-8')
def set = { module -> new File(basedir, "$module/artifacts/plan1").canonicalPath }

assert log.readLines().contains("[WARNING] Nobody judged the set that persist-metrics (execution 'default' of org.example:limited)"
        + " wrote to ${set('limited')}: verify-metrics did not run in this build, although limits are set. Let the build reach the"
        + ' phase of verify-metrics (verify by default), and bind the goal if it is not bound')
assert log.readLines().contains("[INFO] Nobody judged the set that persist-metrics (execution 'default' of org.example:unlimited)"
        + " wrote to ${set('unlimited')}: verify-metrics did not run in this build")
assert log.readLines().contains("[WARNING] Nobody judged the set that persist-metrics (execution 'default' of org.example:unlimited)"
        + " wrote to ${set('unlimited')}: verify-metrics did not run in this build, although limits are set. Let the build reach"
        + ' the phase of verify-metrics (verify by default), and bind the goal if it is not bound')
// Its build failed: that says it all.
assert !log.contains('of org.example:failing) wrote')
