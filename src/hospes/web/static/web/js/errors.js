// Bring the reader, and the screen reader, to the list of points to mend.
document.querySelector("[data-errors]")?.focus();
