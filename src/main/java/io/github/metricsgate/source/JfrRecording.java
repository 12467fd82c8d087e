package io.github.metricsgate.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** The events of a recording that are taken, one after the other. */
final class JfrRecording {

    static final String PAUSES = "GC pauses";

    private final Items items;
    private final JfrSamples samples;
    private final Set<String> collectors = new TreeSet<>();
    private long pauses;
    private long collections;

    JfrRecording(Items items) {
        this.items = items;
        this.samples = new JfrSamples(items);
    }

    void read(Path recording) throws IOException {
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                take(file.readEvent());
            }
        } catch (InvalidValueException e) {
            throw e;
        } catch (RuntimeException | VirtualMachineError e) {
            // The JDK believes what it reads: a damaged file makes it look behind an array, or ask for one that is too
            // large.
            throw new InvalidValueException("its events are damaged: the JDK cannot read them");
        }
        samples.into(items);
        if (pauses > 0) {
            describe();
        } else if (collections > 0) {
            items.note("It has " + collections
                    + " garbage collections and no jdk.GCPhasePause, which are their single pauses: have"
                    + " the recording write those.");
        }
    }

    private void take(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "jdk.GCPhasePause" -> {
                pauses++;
                items.item(PAUSES).addNanoseconds(event.getDuration().toNanos());
            }
            case "jdk.GarbageCollection" -> collections++;
            case "jdk.GCConfiguration" -> {
                addCollector(event.getString("youngCollector"));
                addCollector(event.getString("oldCollector"));
            }
            case "jdk.CPULoad" ->
                samples.load(
                        event.getStartTime(),
                        event.getFloat("machineTotal"),
                        event.getFloat("jvmUser") + event.getFloat("jvmSystem"));
            case "jdk.ResidentSetSize" -> samples.residentSet(event.getStartTime(), event.getLong("size"));
            case "jdk.PhysicalMemory" ->
                samples.memory(event.getStartTime(), event.getLong("usedSize"), event.getLong("totalSize"));
            case "jdk.GCHeapSummary" -> samples.heap(event.getStartTime(), event.getLong("heapUsed"));
            case "jdk.CPUInformation" -> samples.processors(event.getInt("hwThreads"));
            case "jdk.ContainerConfiguration" -> samples.containersProcessors(event.getLong("effectiveCpuCount"));
            default -> {}
        }
    }

    private void addCollector(String name) {
        if (name != null && collectors.size() < 10) {
            collectors.add(Quoted.bare(name));
        }
    }

    private void describe() {
        PhaseAccumulator item = items.item(PAUSES);
        item.detail("unit", "ns");
        item.detail("mode", "jdk.GCPhasePause, each pause by itself");
        if (!collectors.isEmpty()) {
            item.detail("collectors", String.join(", ", collectors));
        }
    }
}
