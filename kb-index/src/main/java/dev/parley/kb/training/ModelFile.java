package dev.parley.kb.training;

import dev.parley.kb.Calibration;
import dev.parley.kb.confidence.ConfidenceModel;
import dev.parley.kb.ranking.Precedents;
import dev.parley.kb.ranking.Rulings;
import dev.parley.kb.ranking.SoftmaxHead;
import dev.parley.kb.ranking.Weights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** A model as a file, with a checksum in front: a flipped bit is noticed instead of believed. */
public final class ModelFile {

    private static final String FORMAT = "parley-model/4";

    private ModelFile() {}

    /** Writes it; a reader sees the old file or the new one, never half of it. */
    public static void write(Model model, Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(FORMAT);
            out.writeUTF(model.basis());
            numbers(out, model.weights().values());
            numbers(out, model.confidence().means());
            numbers(out, model.confidence().scales());
            numbers(out, model.confidence().weights());
            out.writeBoolean(model.calibration().provisional());
            out.writeInt(model.calibration().size());
            for (Calibration.Outcome outcome : model.calibration().outcomes()) {
                out.writeDouble(outcome.confidence());
                out.writeBoolean(outcome.right());
                out.writeBoolean(outcome.answerable());
                out.writeUTF(outcome.category());
            }
            model.head().write(out);
            model.precedents().write(out);
            model.rulings().write(out);
        }
        ByteBuffer checked = ByteBuffer.allocate(Long.BYTES + bytes.size());
        checked.putLong(checksum(bytes.toByteArray())).put(bytes.toByteArray());
        Path half = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(half, checked.array());
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @throws IOException when it is missing, damaged or of another format */
    public static Model read(Path file) throws IOException {
        ByteBuffer checked = ByteBuffer.wrap(Files.readAllBytes(file));
        if (checked.remaining() < Long.BYTES) {
            throw new IOException(file + " is cut short");
        }
        long expected = checked.getLong();
        byte[] bytes = new byte[checked.remaining()];
        checked.get(bytes);
        if (checksum(bytes) != expected) {
            throw new IOException(file + " is damaged: its checksum is wrong");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (!in.readUTF().equals(FORMAT)) {
                throw new IOException(file + " was written by another version");
            }
            String basis = in.readUTF();
            Weights weights = new Weights(numbers(in));
            ConfidenceModel confidence = new ConfidenceModel(numbers(in), numbers(in), numbers(in));
            boolean provisional = in.readBoolean();
            List<Calibration.Outcome> outcomes = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                outcomes.add(
                        new Calibration.Outcome(in.readDouble(), in.readBoolean(), in.readBoolean(), in.readUTF()));
            }
            SoftmaxHead head = SoftmaxHead.read(in);
            return new Model(head, Precedents.read(in), Rulings.read(in), weights, confidence,
                    new Calibration(outcomes, provisional), basis);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " was written by another version", e);
        }
    }

    private static long checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    private static void numbers(DataOutputStream out, double[] numbers) throws IOException {
        out.writeInt(numbers.length);
        for (double number : numbers) {
            out.writeDouble(number);
        }
    }

    private static double[] numbers(DataInputStream in) throws IOException {
        double[] numbers = new double[in.readInt()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readDouble();
        }
        return numbers;
    }
}
