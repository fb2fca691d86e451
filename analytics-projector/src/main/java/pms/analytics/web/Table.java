package pms.analytics.web;

import java.util.List;
import java.util.stream.Stream;

/** An answer that can be told as lines of equal length: as CSV, for whoever asks for {@code text/csv}. */
public interface Table {
    /** Names of the columns. */
    List<String> header();

    /**
     * The lines; each has a cell for each column, the empty text where there is nothing to tell.
     *
     * <p>Texts that come from outside MUST be strings: a string is made harmless for spreadsheets, everything else is
     * written as it prints.
     */
    Stream<List<?>> rows();
}
