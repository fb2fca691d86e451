/** That the documents are true: their commands run, their links lead somewhere, their tables are whole. */
@NullMarked
package pms.e2e.documents;

import org.jspecify.annotations.NullMarked;
