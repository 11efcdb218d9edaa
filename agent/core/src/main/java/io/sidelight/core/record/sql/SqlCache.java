package io.sidelight.core.record.sql;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what SQL texts say, so that each is parsed about once.
 *
 * <p>Assumes that most calls repeat few texts, and that an application may nevertheless send a new
 * text with every call. Guarantees: a hit takes no lock and allocates nothing; a miss never waits
 * for another; what is held, the table included, stays within the bytes given, counted as if every
 * character took two. Texts seen again outlive those that are not (second chance). Of a text longer
 * than {@link SqlStatement#MAX_SCANNED} only that prefix is read and held. Thread-safe.
 */
public final class SqlCache {
  private static final int BYTES_PER_SLOT = 1024;

  /**
   * Entry, statement and the headers of their strings and arrays, on a JVM without compressed
   * pointers.
   */
  private static final int ENTRY_OVERHEAD = 320;

  /** What a recorder keeps with a statement: the name and attributes of its spans, encoded, too. */
  private static final int COMPANION_OVERHEAD = 500;

  private static final int SLOT_SIZE = 8;

  /**
   * So many entries in use are passed over at most before one goes, which bounds the time of a
   * miss.
   */
  private static final int MAX_CHANCES = 32;

  private final long maxBytes;
  private final int maxText;
  private final AtomicReferenceArray<@Nullable Entry> slots;

  /** Held by the one thread that changes the table and the fields below. */
  private final AtomicBoolean changing = new AtomicBoolean();

  private @Nullable Entry oldest;
  private @Nullable Entry newest;
  private volatile long bytes;

  /**
   * A cache that holds at most {@code maxBytes} bytes; with too few for a single text it only
   * parses.
   */
  public SqlCache(int maxBytes) {
    this(maxBytes, SqlStatement.DEFAULT_MAX_TEXT);
  }

  /** As above, with masked texts of at most {@code maxText} characters. */
  public SqlCache(int maxBytes, int maxText) {
    this.maxBytes = maxBytes;
    this.maxText = Math.max(0, maxText);
    this.slots =
        new AtomicReferenceArray<>(Integer.highestOneBit(Math.max(1, maxBytes / BYTES_PER_SLOT)));
    this.bytes = (long) SLOT_SIZE * slots.length();
  }

  /**
   * What {@code sql} says. Never null, never throws; nothing and OTHER for null and for an empty
   * text.
   */
  public SqlStatement get(@Nullable String sql) {
    if (sql == null || sql.isEmpty()) {
      return SqlStatement.NONE;
    }
    int hash = hash(sql);
    for (Entry entry = slots.get(slot(hash)); entry != null; entry = entry.nextInSlot) {
      if (entry.hash == hash && entry.isFor(sql)) {
        if (!entry.used) {
          entry.used = true;
        }
        return entry.statement;
      }
    }
    SqlStatement statement = SqlStatement.parse(sql, maxText);
    // Another thread at it: the text will come again if it matters.
    if (changing.compareAndSet(false, true)) {
      try {
        add(sql, hash, statement);
      } finally {
        changing.set(false);
      }
    }
    return statement;
  }

  /**
   * Bytes held, counted with two per character; never more than asked for, except for an empty
   * table's.
   */
  public long bytes() {
    return bytes;
  }

  private void add(String sql, int hash, SqlStatement statement) {
    int slot = slot(hash);
    for (Entry entry = slots.get(slot); entry != null; entry = entry.nextInSlot) {
      if (entry.hash == hash && entry.isFor(sql)) {
        return;
      }
    }
    boolean cut = sql.length() > SqlStatement.MAX_SCANNED;
    String key = cut ? sql.substring(0, SqlStatement.MAX_SCANNED) : sql;
    Entry added = new Entry(key, cut, hash, statement);
    if ((long) SLOT_SIZE * slots.length() + added.bytes > maxBytes) {
      return;
    }
    while (bytes + added.bytes > maxBytes) {
      evict();
    }
    bytes += added.bytes;
    added.nextInSlot = slots.get(slot);
    append(added);
    slots.set(slot, added);
  }

  private void evict() {
    Entry victim = takeOldest();
    for (int chances = 0; victim.used && chances < MAX_CHANCES; chances++) {
      victim.used = false;
      append(victim);
      victim = takeOldest();
    }
    int slot = slot(victim.hash);
    Entry entry = slots.get(slot);
    if (entry == victim) {
      slots.set(slot, victim.nextInSlot);
    } else {
      while (entry != null && entry.nextInSlot != victim) {
        entry = entry.nextInSlot;
      }
      if (entry != null) {
        // A reader that is at the victim finds the rest of the slot from there.
        entry.nextInSlot = victim.nextInSlot;
      }
    }
    bytes -= victim.bytes;
  }

  private void append(Entry entry) {
    if (newest == null) {
      oldest = entry;
    } else {
      newest.nextInAge = entry;
    }
    newest = entry;
  }

  private Entry takeOldest() {
    Entry taken = oldest;
    if (taken == null) {
      throw new IllegalStateException("bytes are counted that no entry holds");
    }
    oldest = taken.nextInAge;
    if (oldest == null) {
      newest = null;
    }
    taken.nextInAge = null;
    return taken;
  }

  private int slot(int hash) {
    return (hash ^ (hash >>> 16)) & (slots.length() - 1);
  }

  /** Of what the statement depends on, no more: the same texts up to the limit are the same. */
  private static int hash(String sql) {
    if (sql.length() <= SqlStatement.MAX_SCANNED) {
      return sql.hashCode();
    }
    int hash = 1;
    for (int i = 0; i < SqlStatement.MAX_SCANNED; i++) {
      hash = 31 * hash + sql.charAt(i);
    }
    return hash;
  }

  private static final class Entry {
    final String key;
    final boolean cut;
    final int hash;
    final int bytes;
    final SqlStatement statement;

    /** Written by readers without order: a lost mark costs one more parse at worst. */
    boolean used;

    volatile @Nullable Entry nextInSlot;
    @Nullable Entry nextInAge;

    Entry(String key, boolean cut, int hash, SqlStatement statement) {
      this.key = key;
      this.cut = cut;
      this.hash = hash;
      this.statement = statement;
      int chars = key.length() + statement.summary().length() + statement.table().length();
      if (statement.text() != key) {
        chars += statement.text().length();
      }
      int encoded = statement.text().length() + 2 * statement.summary().length();
      this.bytes = ENTRY_OVERHEAD + 2 * chars + COMPANION_OVERHEAD + encoded;
    }

    boolean isFor(String sql) {
      return cut ? sql.length() > SqlStatement.MAX_SCANNED && sql.startsWith(key) : sql.equals(key);
    }
  }
}
