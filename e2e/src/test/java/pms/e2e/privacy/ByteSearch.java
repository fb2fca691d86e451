package pms.e2e.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Looks for bytes in every byte of every file below a folder. */
final class ByteSearch {

    private final List<List<byte[]>> byFirstByte = new ArrayList<>();

    ByteSearch(Collection<byte[]> wanted) {
        for (int first = 0; first < 256; first++) {
            byFirstByte.add(new ArrayList<>());
        }
        wanted.forEach(bytes -> byFirstByte.get(bytes[0] & 0xff).add(bytes));
    }

    /**
     * Where something was found.
     *
     * @param around the bytes there, the printable ones as they are
     */
    record Found(Path file, long offset, String around) {}

    /** The first place in each file that has one. Files that go while it looks have none. */
    List<Found> in(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).flatMap(this::inFile).toList();
        } catch (IOException | UncheckedIOException failure) {
            throw new AssertionError("the files below " + folder + " can't be searched", failure);
        }
    }

    private Stream<Found> inFile(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException gone) {
            return Stream.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        for (int at = 0; at < bytes.length; at++) {
            for (byte[] wanted : byFirstByte.get(bytes[at] & 0xff)) {
                if (standsAt(bytes, at, wanted)) {
                    return Stream.of(new Found(file, at, around(bytes, at)));
                }
            }
        }
        return Stream.empty();
    }

    private static boolean standsAt(byte[] bytes, int at, byte[] wanted) {
        if (at + wanted.length > bytes.length) {
            return false;
        }
        for (int i = 1; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static String around(byte[] bytes, int at) {
        StringBuilder text = new StringBuilder();
        for (int i = Math.max(0, at - 40); i < Math.min(bytes.length, at + 80); i++) {
            text.append(bytes[i] >= ' ' && bytes[i] < 127 ? (char) bytes[i] : '.');
        }
        return text.toString();
    }
}
