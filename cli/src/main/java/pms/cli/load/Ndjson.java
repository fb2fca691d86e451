package pms.cli.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import pms.cli.runtime.RuntimeFailure;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Tells by its beginning whether a file can be NDJSON (one JSON object in each line), before anything of it is sent. */
final class Ndjson {
    private static final int LOOKED_AT = 5;

    private Ndjson() {}

    /** Passes an empty file, and one of which some of the first lines are right: the others are reported one by one. */
    static void require(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new RuntimeFailure(file + " is a folder: name a file in it");
        }
        if (!Files.isRegularFile(file)) {
            throw new RuntimeFailure("There is no file " + file);
        }
        List<String> first = beginning(file);
        if (!first.isEmpty() && first.stream().noneMatch(Ndjson::isObject)) {
            throw new RuntimeFailure(file + " is not NDJSON, which has a FHIR resource in each line: "
                    + (first.size() == 1 ? "its first line is" : "its first " + first.size() + " lines are")
                    + " no JSON object");
        }
    }

    private static List<String> beginning(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return reader.lines()
                    .filter(line -> !line.isBlank())
                    .limit(LOOKED_AT)
                    .toList();
        } catch (UncheckedIOException failure) {
            if (failure.getCause() instanceof CharacterCodingException) {
                throw new RuntimeFailure(file + " is not NDJSON: it is no text in UTF-8", failure);
            }
            throw failure.getCause();
        }
    }

    private static boolean isObject(String line) {
        try {
            return JsonMapper.shared().readTree(line).isObject();
        } catch (JacksonException malformed) {
            return false;
        }
    }
}
