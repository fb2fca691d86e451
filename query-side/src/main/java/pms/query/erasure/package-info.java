/** What has to follow an erasure once it is in the views: nothing of the deleted rows is left in any file. */
@NullMarked
package pms.query.erasure;

import org.jspecify.annotations.NullMarked;
