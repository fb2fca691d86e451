package pms.e2e.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files of the project. */
final class Checkout {
    /** The module's parent where nothing else is said: surefire runs in the module's folder. */
    static final Path ROOT =
            Path.of(System.getProperty("pms.checkout", "..")).toAbsolutePath().normalize();

    private static final List<String> LEFT_OUT = List.of("target", ".git", ".pms", "node_modules");

    private Checkout() {}

    /** The README, and all of docs, in order. */
    static List<Path> documents() {
        return Stream.concat(
                        Stream.of(ROOT.resolve("README.md")),
                        files(ROOT.resolve("docs"), file -> file.toString().endsWith(".md")).stream())
                .toList();
    }

    static List<Path> files(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !isMade(folder.relativize(file)))
                    .filter(wanted)
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }

    private static boolean isMade(Path relative) {
        return Stream.of(relative.toString().split("/", -1)).anyMatch(LEFT_OUT::contains);
    }
}
