/** Pages, saved views and the folders of the navigation. */
@NullMarked
package dev.fairway.catalog.pages;

import org.jspecify.annotations.NullMarked;
