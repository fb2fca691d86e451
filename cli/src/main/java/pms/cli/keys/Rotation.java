package pms.cli.keys;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import pms.cli.runtime.RuntimeFailure;

/**
 * Replaces the key in a key file. At each moment the file holds all keys that any patient's key may be wrapped under, so
 * that it may be broken off anywhere: the next run goes on with the new key of this one. The caller MUST hold the lock
 * of the file.
 */
record Rotation(KekFile file, RotationCall call, PrintWriter out) {
    void run(boolean keepOld) {
        List<Kek> keks = file.read();
        if (keks.size() > 1) {
            out.println("Going on with a rotation that was not finished");
        } else {
            keks = Stream.concat(Stream.of(Kek.random()), keks.stream()).toList();
            file.write(keks);
        }
        Kek active = keks.getFirst();
        List<Kek> old = keks.subList(1, keks.size());
        long rewrapped = rewrap(active);
        if (keepOld) {
            file.retire(old);
        }
        file.write(List.of(active));
        report(active, old, rewrapped, keepOld);
    }

    private long rewrap(Kek active) {
        out.println("Wrapping the keys of all patients under the new key " + active.id());
        out.flush();
        try {
            RotationCall.Answer answer = call.send();
            if (!answer.active().equals(active.id())) {
                throw new RuntimeFailure("command-side works with the key " + answer.active());
            }
            return answer.rewrapped();
        } catch (RuntimeFailure failure) {
            throw new RuntimeFailure(
                    "The rotation is not finished: " + failure.getMessage() + "; " + file.path()
                            + " keeps the old key beside the new one, and ./pms keys rotate may be run again",
                    failure);
        }
    }

    private void report(Kek active, List<Kek> old, long rewrapped, boolean keepOld) {
        String oldIds = String.join(", ", old.stream().map(Kek::id).toList());
        out.println("Done: " + rewrapped + " patients' keys are wrapped under " + active.id() + ", the only key in "
                + file.path());
        out.println("Backups of keys made before need the old key " + oldIds + ", which is "
                + (keepOld ? "kept in " + file.retired() : "gone")
                + ": make a new backup now, of the database and, apart from it, of the key file");
        out.flush();
    }
}
