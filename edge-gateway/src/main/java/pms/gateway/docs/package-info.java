/** The API's documents (OpenAPI 3.1, written first and by hand) and the page to read and try them. */
@NullMarked
package pms.gateway.docs;

import org.jspecify.annotations.NullMarked;
