package io.sidelight.shop.store;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Password hashes as {@code salt:hash}, both hexadecimal; PBKDF2 with SHA-256. */
final class Passwords {
  private static final int ITERATIONS = 10_000;
  private static final int BITS = 256;

  private Passwords() {}

  static boolean matches(String password, String stored) {
    int colon = stored.indexOf(':');
    byte[] salt = HexFormat.of().parseHex(stored, 0, colon);
    byte[] expected = HexFormat.of().parseHex(stored, colon + 1, stored.length());
    return MessageDigest.isEqual(expected, hash(password, salt));
  }

  private static byte[] hash(String password, byte[] salt) {
    try {
      PBEKeySpec key = new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, BITS);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(key).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
