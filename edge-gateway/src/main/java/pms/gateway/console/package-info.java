/** The console: the web application for those who work with PMS, served whole from this jar. */
@NullMarked
package pms.gateway.console;

import org.jspecify.annotations.NullMarked;
