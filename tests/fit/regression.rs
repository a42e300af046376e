//! Logistic regression by Newton's method.

/// How strongly weights are held back, per variance of their feature; the constant is free.
const PENALTY: f64 = 1.0;

/// Newton's method has settled long before.
const STEPS: usize = 25;

/// The weights that tell the samples apart best.
pub(crate) fn fit<const COUNT: usize>(samples: &[([f64; COUNT], bool)]) -> [f64; COUNT] {
    let penalties = penalties(samples);
    let mut weights = [0.0; COUNT];
    for _ in 0..STEPS {
        let mut gradient: [f64; COUNT] = std::array::from_fn(|k| 2.0 * penalties[k] * weights[k]);
        let mut hessian = [[0.0; COUNT]; COUNT];
        for (k, row) in hessian.iter_mut().enumerate() {
            row[k] = 2.0 * penalties[k] + 1e-9;
        }
        for (features, joins) in samples {
            let score: f64 = weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum();
            let probability = 1.0 / (1.0 + (-score).exp());
            let error = probability - f64::from(u8::from(*joins));
            let spread = probability * (1.0 - probability);
            for k in 0..COUNT {
                gradient[k] += error * features[k];
                for l in 0..COUNT {
                    hessian[k][l] += spread * features[k] * features[l];
                }
            }
        }
        let step = solved(hessian, gradient);
        for k in 0..COUNT {
            weights[k] -= step[k];
        }
    }
    weights
}

fn penalties<const COUNT: usize>(samples: &[([f64; COUNT], bool)]) -> [f64; COUNT] {
    let count = samples.len().max(1) as f64;
    std::array::from_fn(|k| {
        let mean = samples.iter().map(|(features, _)| features[k]).sum::<f64>() / count;
        PENALTY * samples.iter().map(|(features, _)| (features[k] - mean).powi(2)).sum::<f64>() / count
    })
}

/// Solves a system of equations by Gaussian elimination.
fn solved<const COUNT: usize>(mut matrix: [[f64; COUNT]; COUNT], mut right: [f64; COUNT]) -> [f64; COUNT] {
    for column in 0..COUNT {
        let pivot = (column..COUNT).max_by(|&a, &b| matrix[a][column].abs().total_cmp(&matrix[b][column].abs()));
        let pivot = pivot.unwrap_or(column);
        matrix.swap(column, pivot);
        right.swap(column, pivot);
        for row in column + 1..COUNT {
            let factor = matrix[row][column] / matrix[column][column];
            let pivot = matrix[column];
            for (value, above) in matrix[row].iter_mut().zip(pivot).skip(column) {
                *value -= factor * above;
            }
            right[row] -= factor * right[column];
        }
    }
    for row in (0..COUNT).rev() {
        let known: f64 = (row + 1..COUNT).map(|k| matrix[row][k] * right[k]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}

#[test]
fn a_feature_that_decides_gets_the_weight() {
    const COUNT: usize = 3;
    let sample = |index: usize| {
        let mut features = [0.0; COUNT];
        features[0] = 1.0;
        features[1] = f64::from(u8::from(index.is_multiple_of(2)));
        features[2] = f64::from(u8::from(index.is_multiple_of(3)));
        (features, index.is_multiple_of(2))
    };
    let weights = fit(&(0..60).map(sample).collect::<Vec<_>>());
    assert!(weights[1] > 1.0 && weights[0] < 0.0 && weights[2].abs() < 0.5, "{weights:?}");
}
