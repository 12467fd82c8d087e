// The files of a set are as old as the snapshot, however new they are.
def fortnight = System.currentTimeMillis() - 15 * 24 * 3600 * 1000L
assert new File(basedir, 'kept.json').setLastModified(fortnight)
