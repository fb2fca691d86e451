package pms.query.directory;

import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pms.query.patient.Patient;

/** Something that a patient is found by. */
record SearchTerm(String kind, String term, UUID patientId) {

    /** Matches by its beginning. */
    static final String WORD = "w";

    /** Matches as a whole. */
    static final String EXACT = "x";

    static Stream<SearchTerm> of(Patient patient) {
        String names = Stream.of(patient.name(), patient.givenName(), patient.familyName())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        Stream<SearchTerm> words = Folded.words(names).stream().map(word -> new SearchTerm(WORD, word, patient.id()));
        Stream<SearchTerm> exact = Stream.concat(
                        Stream.ofNullable(patient.email()),
                        patient.identifiers().stream().map(identifier -> identifier.value()))
                .map(value -> new SearchTerm(EXACT, Folded.fold(value), patient.id()));
        return Stream.concat(words, exact);
    }

    /** Nothing personal: it may end up in a log. */
    @Override
    public String toString() {
        return "SearchTerm[kind=" + kind + "]";
    }
}
