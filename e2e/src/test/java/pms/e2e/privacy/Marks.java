package pms.e2e.privacy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Texts that stand nowhere else, one for each personal field of a patient: a beginning that all of a run share, the number
 * of the patient, the field. Lower case letters and digits only, so that no folding changes them.
 */
final class Marks {

    private static final int LENGTH = 9;

    private final String prefix =
            "zq" + UUID.randomUUID().toString().replace("-", "").substring(0, LENGTH);

    /** What all marks of this run begin with. */
    String prefix() {
        return prefix;
    }

    /** What all marks of a patient begin with; no other patient's does. */
    String of(int patient) {
        return prefix + "p" + (char) ('a' + patient / 26) + (char) ('a' + patient % 26);
    }

    /** A patient all of whose personal fields are marked. */
    Map<String, Object> patient(int number, String revision) {
        String mark = of(number) + revision;
        Map<String, Object> patient = new TreeMap<>();
        patient.put("name", mark + "name " + mark + "last");
        patient.put("givenName", mark + "given");
        patient.put("familyName", mark + "family");
        patient.put("email", mark + "mail@example.org");
        patient.put("phone", mark + "phone");
        patient.put("address", mark + "street 1, " + mark + "town");
        patient.put("dateOfBirth", "18%02d-07-0%d".formatted(10 + number, 1 + number % 9));
        patient.put("identifiers", List.of(Map.of("system", "urn:" + mark + "system", "value", mark + "number")));
        patient.put("gender", "other");
        patient.put("registeredDate", "2026-01-15");
        return patient;
    }

    /** How a text may stand in a file: as it is, in UTF-16, in hexadecimal digits, and in base64 wherever it begins. */
    static Set<byte[]> formsOf(String text) {
        byte[] plain = text.getBytes(StandardCharsets.US_ASCII);
        Set<byte[]> forms = new LinkedHashSet<>(formsOf(plain));
        forms.add(text.getBytes(StandardCharsets.UTF_16LE));
        return forms;
    }

    static Set<byte[]> formsOf(byte[] bytes) {
        String hex = HexFormat.of().formatHex(bytes);
        Set<byte[]> forms = new LinkedHashSet<>();
        forms.add(bytes);
        forms.add(hex.getBytes(StandardCharsets.US_ASCII));
        forms.add(hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
        for (int before = 0; before < 3; before++) {
            forms.add(base64(bytes, before));
        }
        return forms;
    }

    /** Of bytes with so many before them and others behind: without the characters that depend on these. */
    private static byte[] base64(byte[] bytes, int before) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        int whole = shifted.length / 3 * 4;
        int first = before == 0 ? 0 : 4;
        byte[] encoded = Base64.getEncoder().encode(shifted);
        return Arrays.copyOfRange(encoded, first, whole);
    }
}
