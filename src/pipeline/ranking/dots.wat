;; Arithmetic on vectors of 32-bit numbers, four at a step. Compiled to assets/dots.wasm by `npm run build:dots`.
;; All lengths are in bytes and multiples of 64; whoever calls fills what is left over with zeros.
(module
  (memory (export "memory") 1)

  ;; The dot product of each vector from $vector to $end with the one at $direction, written from $out on.
  ;; Four sums: an addition waits for the one before it in its own sum alone.
  (func (export "dots")
    (param $vector i32) (param $end i32) (param $bytes i32) (param $direction i32) (param $out i32)
    (local $stop i32) (local $to i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (loop $each
      (local.set $stop (i32.add (local.get $vector) (local.get $bytes)))
      (local.set $to (local.get $direction))
      (local.set $a (v128.const f32x4 0 0 0 0))
      (local.set $b (v128.const f32x4 0 0 0 0))
      (local.set $c (v128.const f32x4 0 0 0 0))
      (local.set $d (v128.const f32x4 0 0 0 0))
      (loop $along
        (local.set $a (f32x4.add (local.get $a)
          (f32x4.mul (v128.load (local.get $vector)) (v128.load (local.get $to)))))
        (local.set $b (f32x4.add (local.get $b)
          (f32x4.mul (v128.load offset=16 (local.get $vector)) (v128.load offset=16 (local.get $to)))))
        (local.set $c (f32x4.add (local.get $c)
          (f32x4.mul (v128.load offset=32 (local.get $vector)) (v128.load offset=32 (local.get $to)))))
        (local.set $d (f32x4.add (local.get $d)
          (f32x4.mul (v128.load offset=48 (local.get $vector)) (v128.load offset=48 (local.get $to)))))
        (local.set $to (i32.add (local.get $to) (i32.const 64)))
        (local.set $vector (i32.add (local.get $vector) (i32.const 64)))
        (br_if $along (i32.lt_u (local.get $vector) (local.get $stop))))
      (local.set $a (f32x4.add
        (f32x4.add (local.get $a) (local.get $b))
        (f32x4.add (local.get $c) (local.get $d))))
      (f32.store (local.get $out) (f32.add
        (f32.add (f32x4.extract_lane 0 (local.get $a)) (f32x4.extract_lane 1 (local.get $a)))
        (f32.add (f32x4.extract_lane 2 (local.get $a)) (f32x4.extract_lane 3 (local.get $a)))))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (br_if $each (i32.lt_u (local.get $vector) (local.get $end)))))

  ;; Adds each vector from $vector to $end to the one at $sum.
  (func (export "add")
    (param $vector i32) (param $end i32) (param $bytes i32) (param $sum i32)
    (local $stop i32) (local $to i32)
    (loop $each
      (local.set $stop (i32.add (local.get $vector) (local.get $bytes)))
      (local.set $to (local.get $sum))
      (loop $along
        (v128.store (local.get $to)
          (f32x4.add (v128.load (local.get $to)) (v128.load (local.get $vector))))
        (local.set $to (i32.add (local.get $to) (i32.const 16)))
        (local.set $vector (i32.add (local.get $vector) (i32.const 16)))
        (br_if $along (i32.lt_u (local.get $vector) (local.get $stop))))
      (br_if $each (i32.lt_u (local.get $vector) (local.get $end)))))
)
