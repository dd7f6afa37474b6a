package dev.parley.kb.confidence;

import java.util.List;

/** Fits a {@link ConfidenceModel} by Newton's method on the penalised log likelihood. Deterministic. */
public final class ConfidenceTrainer {

    /** Weights are drawn towards the model started from as if by this many observations; the constant hardly at all. */
    private static final double PULL = 40;
    private static final double CONSTANT_PULL = 0.5;
    private static final int STEPS = 30;
    private static final double DONE = 1e-7;

    private ConfidenceTrainer() {}

    /**
     * A question that was judged.
     *
     * @param evidence what was seen of the first article
     * @param right whether it answers the question
     * @param weight how much the question counts, mostly 1
     */
    public record Judged(double[] evidence, boolean right, double weight) {}

    /** Fits to these questions, starting from another model. */
    public static ConfidenceModel train(List<Judged> judged, ConfidenceModel start) {
        double[][] rows = judged.stream().map(one -> start.standardised(one.evidence())).toArray(double[][]::new);
        double[] weights = start.weights().clone();
        int size = weights.length;
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = new double[size];
            double[][] hessian = new double[size][size];
            for (int i = 0; i < size; i++) {
                double pull = i == size - 1 ? CONSTANT_PULL : PULL;
                gradient[i] = pull * (weights[i] - start.weights()[i]);
                hessian[i][i] = pull;
            }
            for (int r = 0; r < rows.length; r++) {
                double chance = start.withWeights(weights).chance(rows[r]);
                double error = judged.get(r).weight() * (chance - (judged.get(r).right() ? 1 : 0));
                double curvature = judged.get(r).weight() * chance * (1 - chance);
                for (int i = 0; i < size; i++) {
                    gradient[i] += error * rows[r][i];
                    for (int j = 0; j < size; j++) {
                        hessian[i][j] += curvature * rows[r][i] * rows[r][j];
                    }
                }
            }
            double[] move = solve(hessian, gradient);
            double largest = 0;
            for (int i = 0; i < size; i++) {
                weights[i] -= Math.clamp(move[i], -2, 2);
                largest = Math.max(largest, Math.abs(move[i]));
            }
            if (largest < DONE) {
                break;
            }
        }
        return start.withWeights(weights);
    }

    /** Gaussian elimination with pivots; the matrix is positive definite, so that there is a solution. */
    private static double[] solve(double[][] matrix, double[] right) {
        int size = right.length;
        double[] x = right.clone();
        for (int column = 0; column < size; column++) {
            int pivot = column;
            for (int row = column + 1; row < size; row++) {
                if (Math.abs(matrix[row][column]) > Math.abs(matrix[pivot][column])) {
                    pivot = row;
                }
            }
            double[] swappedRow = matrix[column];
            matrix[column] = matrix[pivot];
            matrix[pivot] = swappedRow;
            double swapped = x[column];
            x[column] = x[pivot];
            x[pivot] = swapped;
            for (int row = column + 1; row < size; row++) {
                double factor = matrix[row][column] / matrix[column][column];
                for (int k = column; k < size; k++) {
                    matrix[row][k] -= factor * matrix[column][k];
                }
                x[row] -= factor * x[column];
            }
        }
        for (int row = size - 1; row >= 0; row--) {
            for (int k = row + 1; k < size; k++) {
                x[row] -= matrix[row][k] * x[k];
            }
            x[row] /= matrix[row][row];
        }
        return x;
    }
}
