/** What all HTTP answers of this service have in common: problems, correlation ids, positions. */
@NullMarked
package pms.query.web;

import org.jspecify.annotations.NullMarked;
