package pms.e2e.faults.inject;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A disk of a fixed size that the data folder stands on, so that it can get full and harm nothing else: a file with a
 * file system, mounted. For that one must be root on Linux; else the folder stays on the disk where it is, and
 * {@link #fill} does nothing.
 */
public final class SmallDisk implements AutoCloseable {
    /** Enough for an hour of a run; the file takes only what is written. */
    private static final int MEBIBYTES = 8_192;

    private static final int CHUNK_BYTES = 4 * 1024;
    /** The system goes on writing while the disk is filled, and a large file needs some blocks for itself. */
    private static final long LEFT_BYTES = 64L * 1024 * 1024;

    private static final int TRIES = 30;

    private final Path folder;
    private final String missing;

    private SmallDisk(Path folder, String missing) {
        this.folder = folder;
        this.missing = missing;
    }

    /**
     * Puts a disk under an empty folder, which is made when it is missing; one that an earlier run left there goes first,
     * with all that is on it.
     */
    public static SmallDisk under(Path folder) throws IOException {
        if (!isRootOnLinux()) {
            return new SmallDisk(folder, "only root on Linux may mount one");
        }
        Path file = folder.resolveSibling(folder.getFileName() + ".disk");
        Files.createDirectories(folder);
        while (isMounted(folder)) {
            run("umount", "--lazy", folder.toString());
        }
        Files.deleteIfExists(file);
        try {
            run("truncate", "-s", MEBIBYTES + "M", file.toString());
            run("mkfs.ext4", "-q", "-m", "0", file.toString());
            run("mount", "-o", "loop", file.toString(), folder.toString());
        } catch (IOException notHere) {
            Files.deleteIfExists(file);
            return new SmallDisk(folder, String.valueOf(notHere.getMessage()));
        }
        Files.deleteIfExists(file); // what is mounted stays until it is not
        Files.deleteIfExists(folder.resolve("lost+found"));
        return new SmallDisk(folder, "");
    }

    private static boolean isRootOnLinux() throws IOException {
        return System.getProperty("os.name").equals("Linux")
                && Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    /** Why there is none; empty when there is one. */
    public String missing() {
        return missing;
    }

    private static boolean isMounted(Path folder) throws IOException {
        String point = " " + folder.toRealPath() + " ";
        try (var mounts = Files.lines(Path.of("/proc/mounts"))) {
            return mounts.anyMatch(mount -> mount.contains(point));
        }
    }

    /** Leaves no room at all. False when there is no disk of ours. */
    boolean fill() throws IOException {
        if (!missing.isEmpty()) {
            return false;
        }
        long most = Files.getFileStore(folder).getUsableSpace() - LEFT_BYTES;
        if (most > 0) {
            run("fallocate", "-l", Long.toString(most), ballast(1).toString());
        }
        try (OutputStream rest = Files.newOutputStream(ballast(2))) {
            while (true) {
                rest.write(new byte[CHUNK_BYTES]);
            }
        } catch (IOException full) {
            return true; // as it was meant to end
        }
    }

    /** Gives the room back. */
    void free() {
        try {
            Files.deleteIfExists(ballast(1));
            Files.deleteIfExists(ballast(2));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path ballast(int number) {
        return folder.resolve("ballast-" + number);
    }

    /** Takes the disk away. The logs are copied into the folder that is there without it. */
    @Override
    public void close() throws IOException {
        if (!missing.isEmpty()) {
            return;
        }
        Path kept = Files.createTempDirectory(folder.getParent(), "logs-");
        run("cp", "-r", folder.resolve("logs") + "/.", kept.toString());
        unmount();
        run("rm", "-rf", folder.resolve("logs").toString());
        run("mv", kept.toString(), folder.resolve("logs").toString());
    }

    /**
     * A process that was just stopped may hold it for a moment longer. One that stays is told of, and keeps the disk until
     * it ends: what a run found counts, however its folder is tidied up.
     */
    private void unmount() throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                run("umount", folder.toString());
                return;
            } catch (IOException busy) {
                if (tries == TRIES) {
                    System.err.println(busy.getMessage() + "held by: " + holders());
                    run("umount", "--lazy", folder.toString());
                    return;
                }
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
        }
    }

    /** The processes whose working folder or open files stand on the disk, each with its command. */
    private List<String> holders() throws IOException {
        List<String> found = new ArrayList<>();
        for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
            Path proc = Path.of("/proc", Long.toString(process.pid()));
            if (stands(proc.resolve("cwd")) || holdsAFile(proc.resolve("fd"))) {
                found.add(process.pid() + " " + process.info().commandLine().orElse("?"));
            }
        }
        return found;
    }

    private boolean holdsAFile(Path descriptors) throws IOException {
        if (!Files.isReadable(descriptors)) {
            return false;
        }
        try (var files = Files.list(descriptors)) {
            return files.anyMatch(this::stands);
        } catch (NoSuchFileException | UncheckedIOException ended) {
            return false;
        }
    }

    private boolean stands(Path link) {
        try {
            return Files.readSymbolicLink(link)
                    .startsWith(folder.toAbsolutePath().normalize());
        } catch (IOException ended) {
            return false; // the process has gone meanwhile
        }
    }

    private static void run(String... command) throws IOException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }
}
