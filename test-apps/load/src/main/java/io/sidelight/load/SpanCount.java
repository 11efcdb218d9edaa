package io.sidelight.load;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** How many spans are in what an agent sends, told with as little work as possible. */
final class SpanCount {
  /** {@code resource_spans} of a request, {@code scope_spans} of those, {@code spans} of these. */
  private static final int[] PATH = {1, 2, 2};

  private SpanCount() {}

  /** An {@code ExportTraceServiceRequest} of opentelemetry-proto. */
  static long otlp(InputStream in) throws IOException {
    return otlp(CodedInputStream.newInstance(in.readAllBytes()), 0);
  }

  private static long otlp(CodedInputStream in, int depth) throws IOException {
    long spans = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) != PATH[depth]) {
        in.skipField(tag);
        continue;
      }
      int length = in.readRawVarint32();
      if (depth == PATH.length - 1) {
        in.skipRawBytes(length);
        spans++;
      } else {
        int outer = in.pushLimit(length);
        spans += otlp(in, depth + 1);
        in.popLimit(outer);
      }
    }
    return spans;
  }

  /** Lines of JSON, of which transactions and spans are each one. */
  static long elastic(InputStream in) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    long spans = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("{\"transaction\"") || line.startsWith("{\"span\"")) {
        spans++;
      }
    }
    return spans;
  }

  /** MessagePack: an array of traces, each an array of spans. */
  static long datadog(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    long spans = 0;
    int traces = arraySize(data);
    for (int trace = 0; trace < traces; trace++) {
      int size = arraySize(data);
      spans += size;
      skip(data, size);
    }
    return spans;
  }

  private static int arraySize(DataInputStream in) throws IOException {
    int type = in.readUnsignedByte();
    if ((type & 0xF0) == 0x90) {
      return type & 0x0F;
    }
    return switch (type) {
      case 0xDC -> in.readUnsignedShort();
      case 0xDD -> in.readInt();
      default -> throw new IOException("no array: " + type);
    };
  }

  private static void skip(DataInputStream in, int values) throws IOException {
    for (int i = 0; i < values; i++) {
      skip(in);
    }
  }

  /** One value, as in the specification of MessagePack. */
  private static void skip(DataInputStream in) throws IOException {
    int type = in.readUnsignedByte();
    if (type < 0x80 || type >= 0xE0) {
      return; // A small number.
    }
    if (type < 0x90) {
      skip(in, 2 * (type & 0x0F));
    } else if (type < 0xA0) {
      skip(in, type & 0x0F);
    } else if (type < 0xC0) {
      in.skipNBytes(type & 0x1F);
    } else {
      skipLong(in, type);
    }
  }

  private static void skipLong(DataInputStream in, int type) throws IOException {
    switch (type) {
      case 0xC0, 0xC2, 0xC3 -> {}
      case 0xC4, 0xD9 -> in.skipNBytes(in.readUnsignedByte());
      case 0xC5, 0xDA -> in.skipNBytes(in.readUnsignedShort());
      case 0xC6, 0xDB -> in.skipNBytes(in.readInt());
      case 0xC7 -> in.skipNBytes(1 + in.readUnsignedByte());
      case 0xC8 -> in.skipNBytes(1 + in.readUnsignedShort());
      case 0xC9 -> in.skipNBytes(1 + in.readInt());
      case 0xCC, 0xD0 -> in.skipNBytes(1);
      case 0xCD, 0xD1 -> in.skipNBytes(2);
      case 0xCA, 0xCE, 0xD2 -> in.skipNBytes(4);
      case 0xCB, 0xCF, 0xD3 -> in.skipNBytes(8);
      case 0xD4 -> in.skipNBytes(2);
      case 0xD5 -> in.skipNBytes(3);
      case 0xD6 -> in.skipNBytes(5);
      case 0xD7 -> in.skipNBytes(9);
      case 0xD8 -> in.skipNBytes(17);
      case 0xDC -> skip(in, in.readUnsignedShort());
      case 0xDD -> skip(in, in.readInt());
      case 0xDE -> skip(in, 2 * in.readUnsignedShort());
      case 0xDF -> skip(in, 2 * in.readInt());
      default -> throw new IOException("no value: " + type);
    }
  }
}
