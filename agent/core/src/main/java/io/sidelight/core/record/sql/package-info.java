/** Names and masks SQL texts for metric labels, span names and span attributes. */
@NullMarked
package io.sidelight.core.record.sql;

import org.jspecify.annotations.NullMarked;
